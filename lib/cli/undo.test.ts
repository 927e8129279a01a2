import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createProject } from "#lib/domain/projects/create-project";
import { makeWorld, type World } from "#lib/testing/world";
import { SPECS } from "./all-specs.ts";
import { registerBatch } from "./batch.ts";
import { inProcess } from "./in-process.ts";
import type { Perform } from "./perform.ts";
import { registerUndo } from "./undo.ts";

let world: World;
let folder: string;
let printed: string[];
beforeEach(async () => {
  world = await makeWorld();
  folder = mkdtempSync(path.join(tmpdir(), "turbo-batch-"));
  printed = [];
  await run(createProject, world.as(), { name: "Plan", key: "PLAN" });
});
afterEach(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

async function turbo(...args: string[]): Promise<string> {
  const program = new Command("turbo").exitOverride();
  const port = {
    withPerform: <T>(work: (perform: Perform) => Promise<T>) => work(inProcess(() => world.as())),
    print: (text: string) => void printed.push(text),
  };
  registerBatch(program, SPECS, port);
  registerUndo(program, SPECS, port);
  await program.parseAsync(args, { from: "user" });
  return printed.at(-1) ?? "";
}

function lines(...items: object[]): string {
  const file = path.join(folder, "batch.jsonl");
  writeFileSync(file, items.map((item) => JSON.stringify(item)).join("\n"));
  return file;
}

const create = (title: string) => ({ operation: "issues.create", input: { project: "PLAN", title } });

test("a file of JSON lines is one batch, tried first and undone by its request", async () => {
  const file = lines(create("One"), create("Two"));
  expect(await turbo("batch", file, "--dry-run")).toMatch(
    /^1: issues.create {2}PLAN-1 .*One\n.*\n2 writes would be made/,
  );
  expect(await world.database.reader.issue.count()).toBe(0);
  const said = await turbo("batch", file);
  const request = /--request (\S+)$/.exec(said)?.[1] ?? "";
  expect(await turbo("undo", "--request", request, "--dry-run")).toMatch(
    /^2 writes: 2 things would be put back\.\n {2}PLAN-1 {2}issue: shelf/,
  );
  expect(await turbo("undo", "--request", request)).toMatch(/Take this back with: turbo undo --request/);
  expect(await world.database.reader.issue.count({ where: { shelf: "live" } })).toBe(0);
});

test("one event is undone by its number; a line that is no JSON object is named", async () => {
  await turbo("batch", lines(create("One")));
  const event = await world.database.reader.event.findFirstOrThrow({ orderBy: { number: "desc" } });
  expect(await turbo("undo", "--event", String(event.number))).toMatch(/^1 write: 1 thing put back/);
  await expect(turbo("undo", "--event", "1", "--session", "s")).rejects.toThrow("--event stands alone");
  writeFileSync(path.join(folder, "broken"), '{"operation": "issues.list"}\n[1]');
  await expect(turbo("batch", path.join(folder, "broken"))).rejects.toThrow("Line 2 is no JSON object");
  writeFileSync(path.join(folder, "latin"), Buffer.from('{"operation": "caf\xe9"}', "latin1"));
  await expect(turbo("batch", path.join(folder, "latin"))).rejects.toThrow("latin is not UTF-8 text: byte 19 (0xE9)");
  await expect(turbo("batch", path.join(folder, "nothing"))).rejects.toThrow("cannot be read");
});
