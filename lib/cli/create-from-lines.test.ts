import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createIssue } from "#lib/domain/issues/create-issue";
import { listIssues } from "#lib/domain/issues/list-issues";
import { createProject } from "#lib/domain/projects/create-project";
import { makeWorld, type World } from "#lib/testing/world";
import { createFromLines } from "./create-from-lines.ts";
import { inProcess } from "./in-process.ts";
import type { Perform } from "./perform.ts";

let world: World;
let folder: string;
let said: { stdout: string; stderr: string };
let perform: Perform;

beforeEach(async () => {
  world = await makeWorld();
  folder = mkdtempSync(path.join(tmpdir(), "turbo-lines-"));
  said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    vi.spyOn(process[stream], "write").mockImplementation((text) => {
      said[stream] += String(text);
      return true;
    });
  }
  perform = inProcess(({ idempotencyKey } = {}) => world.as(world.owner, idempotencyKey ? { idempotencyKey } : {}));
  await perform(createProject, { name: "App", key: "APP" });
});

afterEach(async () => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
  await world.close();
});

function fromLines(lines: string[], options: { parallel?: number; idempotencyKey?: string; json?: boolean } = {}) {
  const from = path.join(folder, "issues.jsonl");
  writeFileSync(from, lines.join("\n"));
  const { parallel = 1, idempotencyKey = null, json = false } = options;
  return createFromLines(
    { operation: createIssue, from, shared: { project: "APP" }, parallel, idempotencyKey, json },
    perform,
  );
}

const titles = async () => (await perform(listIssues, { sort: "createdAt" })).items.map(({ title }) => title);

test("Each line becomes an issue in the order of the file; a refused line does not stop the rest.", async () => {
  const refused = await fromLines([
    '{"title":"One"}',
    "not json",
    '{"title":""}',
    "",
    '{"title":"Two","priority":"high"}',
  ]);
  expect(refused).toBe(2);
  expect(await titles()).toEqual(["One", "Two"]);
  expect(said.stdout).toMatch(/^1: APP-1 .*One\n5: APP-2 .*high.*Two\n$/);
  expect(said.stderr).toContain("2: Is not JSON.");
  expect(said.stderr).toContain("3: title: Must not be empty.");
  expect(said.stderr).toContain("2 of 5 lines were refused; the rest was saved.");
});

test("With several under way, every line is there once and the results stand in the order of the lines.", async () => {
  const lines = Array.from({ length: 30 }, (_, place) => JSON.stringify({ title: `Issue ${place + 1}` }));
  expect(await fromLines(lines, { parallel: 8, json: true })).toBe(0);
  expect((await titles()).sort()).toEqual(Array.from({ length: 30 }, (_, place) => `Issue ${place + 1}`).sort());
  const results = said.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(results.map(({ line, output }) => [line, output.title])).toEqual(
    Array.from({ length: 30 }, (_, place) => [place + 1, `Issue ${place + 1}`]),
  );
});

test("The same file with the same idempotency key writes nothing twice.", async () => {
  await fromLines(['{"title":"One"}', '{"title":"Two"}'], { idempotencyKey: "import-7" });
  expect(await fromLines(['{"title":"One"}', '{"title":"Two"}'], { idempotencyKey: "import-7" })).toBe(0);
  expect(await titles()).toEqual(["One", "Two"]);
});

test("a line that is not UTF-8 is refused with the byte's place and stores nothing; a file of UTF-16 is refused whole", async () => {
  const from = path.join(folder, "issues.jsonl");
  const job = {
    operation: createIssue,
    from,
    shared: { project: "APP" },
    parallel: 1,
    idempotencyKey: null,
    json: false,
  };
  const good = Buffer.from('\uFEFF{"title":"你好"}\r\n');
  writeFileSync(
    from,
    Buffer.concat([good, Buffer.from('{"title":"caf\xe9"}\n', "latin1"), Buffer.from('{"title":"Three"}')]),
  );
  expect(await createFromLines(job, perform)).toBe(1);
  expect(await titles()).toEqual(["你好", "Three"]);
  expect(said.stderr).toContain(
    "2: This line is not UTF-8 text: byte 14 (0xE9) belongs to no character. Nothing of it",
  );
  writeFileSync(from, Buffer.from('{"title":"Four"}\n', "utf16le"));
  await expect(createFromLines(job, perform)).rejects.toThrow("issues.jsonl is UTF-16 text and not UTF-8.");
  expect(await titles()).toHaveLength(2);
});

test("a file that cannot be read is named", async () => {
  for (const from of [path.join(folder, "absent.jsonl"), folder]) {
    const job = { operation: createIssue, from, shared: {}, parallel: 1, idempotencyKey: null, json: false };
    await expect(createFromLines(job, perform)).rejects.toMatchObject({
      code: "not_found",
      message: expect.stringContaining("cannot be read"),
    });
  }
});
