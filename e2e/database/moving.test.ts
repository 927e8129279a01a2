import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "#lib/db/connect";
import { fillWorld } from "#lib/testing/full-world";
import { dropDatabase, makeDatabase } from "#lib/testing/postgres";
import { makeWorld, type World } from "#lib/testing/world";
import { turbo } from "../launch.ts";

const SERVER = process.env.TURBO_TEST_POSTGRES ?? "";
const NAME = `moving_${process.pid}`;

let world: World;
let home: string;
let postgres: string;
beforeAll(async () => {
  world = await makeWorld("sqlite");
  await fillWorld(world);
  home = mkdtempSync(path.join(tmpdir(), "turbo-moving-"));
  postgres = await makeDatabase(SERVER, NAME);
});
afterAll(async () => {
  await world.close();
  await dropDatabase(SERVER, NAME);
  rmSync(home, { recursive: true, force: true });
});

/** The command line of this clone, bundled as people have it. */
const run = (args: readonly string[], databaseUrl = world.url) =>
  turbo(args, { cwd: home, env: { DATABASE_URL: databaseUrl }, build: path.resolve(import.meta.dirname, "../..") });

test("`turbo db copy` prints a table, without the password, and JSON; a target in use is refused with 1.", async () => {
  const copied = await run(["db", "copy", "--to", postgres]);
  expect(copied).toMatchObject({ code: 0 });
  expect(copied.stdout).toMatch(/^TABLE +ROWS +SHA256\n/);
  expect(copied.stdout).toMatch(/\nIssue +\d+ +[0-9a-f]{16}\n/);
  expect(copied.stdout).toContain("both are the same");
  expect(copied.stderr).toContain("Comparing.");
  expect(copied.stdout + copied.stderr).not.toContain(`${new URL(postgres).password}@`);
  const again = await run(["db", "copy", "--to", postgres]);
  expect(again).toMatchObject({ code: 1, stdout: "" });
  expect(again.stderr).toContain("The target is not empty: it holds 2 people and");
  const back = path.join(home, "back.db");
  const json = JSON.parse((await run(["db", "copy", "--from", postgres, "--to", `file:${back}`, "--json"])).stdout);
  expect(json).toMatchObject({ to: back, missing: [], files: { count: 1 } });
  const issues = json.tables.find(({ table }: { table: string }) => table === "Issue");
  expect(copied.stdout).toContain(issues.hash.slice(0, 16));
});

test("Wrong use of `turbo db copy` is told by its exit code.", async () => {
  expect(await run(["db", "copy"])).toMatchObject({ code: 2, stderr: expect.stringContaining("--to") });
  const odd = await run(["db", "copy", "--to", "mysql://root:hidden@host/db"]);
  expect(odd).toMatchObject({ code: 2, stderr: expect.stringContaining("--to must be file:PATH") });
  expect(odd.stderr).not.toContain("hidden");
  const nowhere = await run(["db", "copy", "--from", "file:nowhere.db", "--to", "file:other.db"]);
  expect(nowhere).toMatchObject({ code: 5, stderr: expect.stringContaining("There is no Turbo database at") });
  const away = await run(["db", "copy", "--to", "postgresql://turbo:hidden@127.0.0.1:1/turbo"]);
  expect(away).toMatchObject({ code: 4, stderr: expect.stringContaining("cannot be opened") });
  expect(away.stderr).not.toContain("hidden");
});

test("`turbo export archive` and `turbo import archive` bring everything into an empty Turbo.", async () => {
  const file = path.join(home, "all.zip");
  const written = await run(["export", "archive", "--output", "all.zip"]);
  expect(written).toMatchObject({ code: 0, stdout: expect.stringContaining("Only you can read it (mode 600)") });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const target = `file:${path.join(home, "imported.db")}`;
  const dry = JSON.parse((await run(["import", "archive", file, "--dry-run", "--json"], target)).stdout);
  expect(dry).toMatchObject({ archive: { engine: "sqlite" }, files: { count: 1 } });
  const imported = await run(["import", "archive", file], target);
  expect(imported).toMatchObject({ code: 0, stdout: expect.stringContaining("both are the same") });
  const database = connect({ url: target });
  expect(await database.reader.issue.count()).toBe(await world.database.reader.issue.count());
  await database.close();
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.subarray(0, bytes.byteLength / 2));
  const cut = await run(["import", "archive", file, "--replace"], target);
  expect(cut).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("damaged or cut off") });
  expect(await run(["import", "archive", "none.zip"], target)).toMatchObject({ code: 5 });
});
