import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import BetterSqlite3 from "better-sqlite3";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { personActor } from "#lib/core/actor";
import { type Context, createContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { getIssue } from "#lib/domain/issues/get-issue";
import { OPERATIONS } from "#lib/domain/operations";
import { keepSearchCurrent } from "#lib/domain/search/keep-search-current";
import { search } from "#lib/domain/search/search";
import { undoEvents } from "#lib/domain/undo/undo-events";
import { hereAt } from "#lib/testing/backup-stage";
import { makePastRows, type PastRow, type PastRows, putPastRows, storedRows } from "#lib/testing/past-rows";
import { dropDatabase, makeDatabase } from "#lib/testing/postgres";
import { refusal } from "#lib/testing/refusal";
import { ENGINES, type Engine, PRISMA, withKey } from "#lib/testing/world";
import { backupBeforeMigration } from "./backup/backup-before-migration.ts";
import { backupStore } from "./backup/backup-store.ts";
import { listBackups } from "./backup/catalogue.ts";
import { restoreBackup } from "./backup/restore-backup.ts";
import { connect } from "./connect.ts";
import { migrate, requireCurrentSchema, schemaState, sqlitePath } from "./migrate.ts";
import { readMigrations } from "./migrations.ts";
import { openSnapshot } from "./portable/open.ts";

/** Columns that a migration takes away, and where it puts what they held. */
const MOVED: Record<string, string> = { "Comment.issueId": "Comment.subjectId", "Issue.criteria": "Criterion" };

const SERVER = process.env.TURBO_TEST_POSTGRES ?? "";
const NAMES = readMigrations(PRISMA, "sqlite").map(({ name }) => name);
const now = new Date("2026-11-30T18:45:00Z");
let folder: string;
const databases: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "turbo-upgrade-"));
});
afterAll(async () => {
  for (const name of databases) await dropDatabase(SERVER, name);
  rmSync(folder, { recursive: true, force: true });
});

/** Address of a database with the first migrations. */
async function pastDatabase(engine: Engine, names: readonly string[]): Promise<string> {
  const name = `g_${newId().replaceAll("-", "")}`;
  const url = engine === "sqlite" ? `file:${path.join(folder, name, "turbo.db")}` : await makeDatabase(SERVER, name);
  if (engine === "postgres") databases.push(name);
  await migrate(url, PRISMA, names);
  return url;
}

/** The folder of an earlier version's migrations, or of a later one's. */
function prismaWith(names: readonly string[], more: { name: string; sql: string }[] = []): string {
  const copy = path.join(folder, newId());
  for (const engine of ENGINES) {
    const [from, to] = [PRISMA, copy].map((root) => path.join(root, "migrations", engine)) as [string, string];
    for (const name of names) cpSync(path.join(from, name), path.join(to, name), { recursive: true });
    for (const { name, sql } of more) {
      mkdirSync(path.join(to, name), { recursive: true });
      writeFileSync(path.join(to, name, "migration.sql"), sql);
    }
  }
  return copy;
}

const only = (rows: readonly PastRow[], columns: readonly string[]) =>
  rows.map((row) => JSON.stringify(columns.map((column) => [column, row[column]]))).sort();

/** Throws unless every row and every column of before is there and says the same. */
async function requireKept(before: Map<string, PastRow[]>, url: string): Promise<void> {
  const after = await storedRows(url);
  for (const [table, rows] of before) {
    const found = after.get(table) ?? [];
    const columns = Object.keys(rows[0] ?? {});
    const kept = columns.filter((column) => column in (found[0] ?? {}));
    expect(columns.filter((column) => !kept.includes(column) && !MOVED[`${table}.${column}`])).toEqual([]);
    expect([table, only(found, kept)]).toEqual([table, only(rows, kept)]);
  }
}

/** What a migration moved elsewhere stands there. */
async function requireMoved(put: PastRows, url: string): Promise<void> {
  const after = await storedRows(url);
  const said = (table: string, column: string) => after.get(table)?.map((row) => row[column]);
  const comments = put.get("Comment") ?? [];
  if ("issueId" in (comments[0] ?? {}))
    expect(said("Comment", "subjectId")?.sort()).toEqual(comments.map((row) => row.issueId).sort());
  const criteria = (put.get("Issue") ?? []).flatMap((row) => (row.criteria ?? []) as { id: string; text: string }[]);
  expect(said("Criterion", "text")).toEqual(expect.arrayContaining(criteria.map(({ text }) => text)));
  if (!put.has("UndoneEvent")) expect(said("UndoneEvent", "number")?.map(Number)).toEqual([1]);
}

/** Everything that is portable, by table. */
async function portableRows(url: string): Promise<Record<string, PastRow[]>> {
  const snapshot = await openSnapshot(url);
  try {
    const found: Record<string, PastRow[]> = {};
    for (const { name } of snapshot.tables) {
      found[name] = [];
      for await (const row of snapshot.rows(name)) found[name].push(row);
    }
    return found;
  } finally {
    await snapshot.close();
  }
}

/** Works on a database as the product does after its start: finds, reads and lists what was there, writes and undoes. */
async function workOn(url: string): Promise<void> {
  const database = connect({ url, durability: "normal" });
  try {
    await keepSearchCurrent(database);
    const ada = personActor(await database.reader.user.findFirstOrThrow({ where: { handle: "ada" } }), "admin");
    const log = pino({ level: "silent" });
    const as = (actor = ada): Context => createContext({ actor, database, log });
    for (const operation of OPERATIONS) {
      if (operation.access !== "read" || !operation.input.safeParse({}).success) continue;
      await run(operation, as(), {}).catch((error) => {
        // Some have to be asked about something.
        if (!(error instanceof TurboError) || error.code !== "invalid") throw error;
      });
    }
    expect(await run(getIssue, as(), { issue: "ONE-1" })).toMatchObject({ title: "Plain words" });
    expect(await run(getIssue, as(), { issue: "TWO-2" })).toMatchObject({
      title: expect.stringContaining("DROP TABLE"),
    });
    const hits = await run(search, as(), { q: "Plain words", kind: "issue" });
    expect(hits.items.length).toBeGreaterThan(0);
    const agent = withKey(ada, { session: "after the upgrade" });
    const made = await run(createIssue, as(agent), { project: "ONE", title: "New" });
    await run(undoEvents, as(), { session: "after the upgrade" });
    expect(await run(getIssue, as(), { issue: made.key })).toMatchObject({ shelf: "binned" });
  } finally {
    await database.close();
  }
}

describe.each(NAMES.map((name, place) => ({ name, had: NAMES.slice(0, place + 1) })))("From $name", ({ had }) => {
  test("everything is kept, alike on both engines, found, and goes on being used.", async () => {
    const urls = { postgres: await pastDatabase("postgres", had), sqlite: await pastDatabase("sqlite", had) };
    const put = await makePastRows(urls.postgres);
    for (const engine of ENGINES) {
      const url = urls[engine];
      await putPastRows(url, put);
      const before = await storedRows(url);
      expect(before.get("Issue")).toHaveLength(4);
      expect(await migrate(url, PRISMA)).toEqual(NAMES.slice(had.length));
      await requireKept(before, url);
      await requireMoved(put, url);
    }
    const file = new BetterSqlite3(sqlitePath(urls.sqlite));
    expect(file.pragma("foreign_key_check")).toEqual([]);
    expect(file.pragma("integrity_check", { simple: true })).toBe("ok");
    file.close();
    expect(await portableRows(urls.sqlite)).toEqual(await portableRows(urls.postgres));
    for (const engine of ENGINES) await workOn(urls[engine]);
  });
});

describe.each(ENGINES)("%s", (engine) => {
  test("A migration that breaks in the middle leaves the database to the version that ran on it before.", async () => {
    const had = NAMES.slice(0, -1);
    const earlier = prismaWith(had);
    const broken = prismaWith(NAMES, [
      { name: "0098_good", sql: `ALTER TABLE "Label" ADD COLUMN "later" TEXT; UPDATE "Label" SET "later" = 'yes';` },
      {
        name: "0099_bad",
        sql: `DELETE FROM "Comment"; CREATE TABLE half (id INTEGER); INSERT INTO nowhere VALUES (1);`,
      },
    ]);
    const url = await pastDatabase(engine, had);
    const template = await pastDatabase("postgres", had);
    await putPastRows(url, await makePastRows(template));
    const before = await storedRows(url);
    const said = await refusal(migrate(url, broken));
    expect(said.message).toMatch(/brought to 0099_bad: .*nowhere.*Nothing was changed.*Start that one again/);
    expect(await storedRows(url)).toEqual(before);
    await requireCurrentSchema(url, earlier);
    expect(await migrate(url, PRISMA)).toEqual(NAMES.slice(-1));
    await workOn(url);
  });

  test("The backup that is made by itself brings the earlier version back, with all that it held.", async () => {
    const had = NAMES.slice(0, Math.floor(NAMES.length / 2));
    const url = await pastDatabase(engine, had);
    await putPastRows(url, await makePastRows(engine === "postgres" ? url : await pastDatabase("postgres", had)));
    const before = await storedRows(url);
    const home = path.join(folder, newId());
    const here = { ...hereAt(home, url), programs: "" };
    expect(await backupBeforeMigration(here, now)).toContain("before-migration");
    await migrate(url, PRISMA);
    const [made] = await listBackups(backupStore(here.config));
    // A PostgreSQL of a later version cannot be backed up by an earlier one, which therefore restores into an empty one.
    const back = engine === "postgres" ? await pastDatabase(engine, []) : url;
    const asOld = { ...hereAt(home, back), prismaFolder: prismaWith(had), programs: "" };
    const restored = await restoreBackup(asOld, { file: made?.address ?? "", identity: null, now });
    expect(restored).toMatchObject({ applied: [] });
    expect(await schemaState(back, asOld.prismaFolder)).toEqual({ pending: [], unknown: [] });
    expect(await storedRows(back)).toEqual(before);
  });
});
