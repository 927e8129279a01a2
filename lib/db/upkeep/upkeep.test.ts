import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { type BackupStage, backupStage, hereAt, rowsIn } from "#lib/testing/backup-stage";
import { refusal } from "#lib/testing/refusal";
import { ENGINES, makeWorld, PRISMA } from "#lib/testing/world";
import { CHORES, doChore } from "./chores.ts";
import { databaseFacts } from "./database-facts.ts";
import { mendModes } from "./file-modes.ts";
import { repairSqlite } from "./repair-sqlite.ts";

let stage: BackupStage;
const now = new Date("2026-11-30T18:45:00Z");

beforeEach(async () => {
  stage = await backupStage();
});
afterEach(() => stage.world.close());

/** Changes the file as nobody should, with the database closed. */
function tamper(change: (native: BetterSqlite3.Database) => void): void {
  const native = new BetterSqlite3(stage.live);
  native.pragma("journal_mode = DELETE");
  native.unsafeMode(true);
  change(native);
  native.close();
}

/** The first page of a table or an index, and how many bytes a page has. */
function pageOf(name: string): { root: number; size: number } {
  const native = new BetterSqlite3(stage.live, { readonly: true });
  const row = native
    .prepare<[string], { rootpage: number }>("SELECT rootpage FROM sqlite_schema WHERE name = ?")
    .get(name);
  const size = Number(native.pragma("page_size", { simple: true }));
  native.close();
  return { root: row?.rootpage ?? 0, size };
}

test("A whole database is left as it is.", async () => {
  await stage.world.database.close();
  const before = rowsIn(stage.live);
  expect(await repairSqlite(stage.live, now)).toEqual({ found: [], recovered: null });
  expect(rowsIn(stage.live)).toEqual(before);
});

test("Rows that an index lost are found again.", async () => {
  await stage.world.database.close();
  const before = rowsIn(stage.live);
  tamper((native) => {
    native.pragma("writable_schema = ON");
    native.exec(`UPDATE sqlite_schema SET sql = sql || ' WHERE 0' WHERE name = 'Attachment_hash_idx'`);
  });
  tamper((native) => native.exec("REINDEX"));
  tamper((native) => {
    native.pragma("writable_schema = ON");
    native.exec(`UPDATE sqlite_schema SET sql = replace(sql, ' WHERE 0', '') WHERE name = 'Attachment_hash_idx'`);
  });
  const repaired = await repairSqlite(stage.live, now);
  expect(repaired).toMatchObject({
    found: expect.arrayContaining([expect.stringContaining("Attachment_hash_idx")]),
    recovered: null,
  });
  expect(rowsIn(stage.live)).toEqual(before);
});

test("What can still be read of a damaged file is recovered into a new one; the damaged one is kept.", async () => {
  const world = stage.world;
  for (let place = 0; place < 150; place++)
    await run(createIssue, world.as(), { project: "TUR", title: `More ${place}`, description: "x".repeat(500) });
  await world.database.close();
  tamper(() => undefined);
  const { size } = pageOf("Issue");
  const bytes = readFileSync(stage.live);
  // A page in the middle of the issues.
  const at = bytes.indexOf("More 75");
  bytes.fill(0xab, at - (at % size), at - (at % size) + size);
  writeFileSync(stage.live, bytes);
  const damaged = readFileSync(stage.live);
  const repaired = await repairSqlite(stage.live, now);
  expect(repaired.found.length).toBeGreaterThan(0);
  const { recovered } = repaired;
  expect(recovered?.broken).toContain("Issue");
  expect(recovered?.rows.Issue).toBeGreaterThan(140);
  expect(recovered?.rows.Issue).toBeLessThan(160);
  expect(recovered?.rows.Attachment).toBe(2);
  expect(readFileSync(recovered?.safety ?? "").equals(damaged)).toBe(true);
  const native = new BetterSqlite3(stage.live);
  expect(native.pragma("integrity_check", { simple: true })).toBe("ok");
  expect(native.pragma("foreign_key_check")).toEqual([]);
  native.close();
  expect(statSync(stage.live).mode & 0o777).toBe(0o600);
  expect((await repairSqlite(stage.live, now)).found).toEqual([]);
});

test("Of a file that is no database any more nothing is recovered, and it stays.", async () => {
  await stage.world.database.close();
  const junk = Buffer.alloc(200_000, 0x61);
  writeFileSync(stage.live, junk);
  expect(await refusal(repairSqlite(stage.live, now))).toMatchObject({
    code: "database",
    message: expect.stringContaining("Restore a backup"),
  });
  expect(readFileSync(stage.live).equals(junk)).toBe(true);
});

test("Rights that others have are taken away, none are given, and links are not followed.", async () => {
  const { home, here } = stage;
  mkdirSync(path.join(home, "logs"), { mode: 0o755 });
  const [log, key, strict] = [
    path.join(home, "logs/turbo.log"),
    path.join(home, "agent.key"),
    path.join(home, "strict"),
  ];
  for (const file of [log, key, strict]) writeFileSync(file, "");
  const elsewhere = path.join(path.dirname(home), "elsewhere");
  writeFileSync(elsewhere, "", { mode: 0o644 });
  symlinkSync(elsewhere, path.join(home, "link"));
  chmodSync(log, 0o666);
  chmodSync(key, 0o644);
  chmodSync(strict, 0o400);
  chmodSync(home, 0o755);
  chmodSync(stage.live, 0o664);
  const mended = await mendModes(here.config);
  const mode = (file: string) => (statSync(file).mode & 0o777).toString(8);
  expect([home, path.join(home, "logs"), stage.live, log, key, strict].map(mode)).toEqual([
    "700",
    "700",
    "600",
    "640",
    "600",
    "400",
  ]);
  expect(mode(elsewhere)).toBe("644");
  rmSync(elsewhere);
  expect(mended).toContainEqual({ file: key, from: "644", to: "600" });
  expect(await mendModes(here.config)).toEqual([]);
});

test.each(ENGINES)("The chores leave every row as it is, while the database is in use (%s).", async (engine) => {
  const world = await makeWorld(engine, { durability: "normal" });
  try {
    await world.database.reader.user.count();
    for (const chore of CHORES) await doChore(world.url, chore);
    const facts = await databaseFacts(world.url, PRISMA);
    expect(facts).toMatchObject({ engine, schema: { pending: [], unknown: [] }, rows: { User: 2, Issue: 0 } });
    expect(facts.bytes).toBeGreaterThan(10_000);
    if (engine === "sqlite") expect(facts.sqlite).toMatchObject({ walBytes: 0, journal: "wal", pageBytes: 4096 });
  } finally {
    await world.close();
  }
});

test("Where there is no database yet, that is what its status tells.", async () => {
  const here = hereAt(stage.home, `file:${path.join(stage.home, "none.db")}`);
  expect(await databaseFacts(here.config.database.url, PRISMA)).toMatchObject({ bytes: null, rows: {} });
  expect(existsSync(path.join(stage.home, "none.db"))).toBe(false);
  expect(readdirSync(stage.home)).not.toContain("none.db-wal");
});

test.each(["analyze", "optimize"] as const)(
  "Statistics that another program made are taken away by %s: plans are as without them.",
  async (chore) => {
    const native = new BetterSqlite3(stage.live);
    native.exec("ANALYZE");
    const statistics = native.prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'sqlite_stat%'");
    expect(statistics.all()).not.toEqual([]);
    await doChore(stage.world.url, chore);
    expect(statistics.all()).toEqual([]);
    native.close();
  },
);
