import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import BetterSqlite3 from "better-sqlite3";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#lib/core/ids";
import { exited, startScript } from "#lib/testing/child";
import { dropDatabase, makeDatabase } from "#lib/testing/postgres";
import { refusal } from "#lib/testing/refusal";
import { codePointOrder, ownTables, schemaEngine } from "#lib/testing/schema-engine";
import { migrate, requireCurrentSchema, schemaState, sqlitePath } from "./migrate.ts";
import { readMigrations } from "./migrations.ts";

const PRISMA = path.resolve(import.meta.dirname, "../../prisma");
const SERVER = process.env.TURBO_TEST_POSTGRES ?? "";
const ENGINES = ["sqlite", "postgres"] as const;

let folder: string;
const databases: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "turbo-migrate-"));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  for (const name of databases.splice(0)) await dropDatabase(SERVER, name);
});

/** Address of an empty database; on SQLite of a file that does not exist yet. */
async function empty(engine: (typeof ENGINES)[number]): Promise<string> {
  if (engine === "sqlite") return `file:${path.join(folder, "data", "turbo.db")}`;
  const name = `m_${newId().replaceAll("-", "")}`;
  databases.push(name);
  return makeDatabase(SERVER, name);
}

/** Rows of a statement, on either engine. */
async function rows(url: string, sql: string): Promise<Record<string, unknown>[]> {
  if (url.startsWith("file:")) {
    const native = new BetterSqlite3(sqlitePath(url));
    try {
      const statement = native.prepare<[], Record<string, unknown>>(sql);
      if (statement.reader) return statement.all();
      statement.run();
      return [];
    } finally {
      native.close();
    }
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A copy of some of the migrations, which an earlier version had. */
function withOnly(engine: (typeof ENGINES)[number], names: readonly string[]): string {
  const copy = path.join(folder, "earlier");
  for (const { name, sql } of readMigrations(PRISMA, engine)) {
    if (!names.includes(name)) continue;
    mkdirSync(path.join(copy, "migrations", engine, name), { recursive: true });
    writeFileSync(path.join(copy, "migrations", engine, name, "migration.sql"), sql);
  }
  return copy;
}

/** A copy of the migrations with one more, which a newer version would have. */
function withMigration(engine: (typeof ENGINES)[number], name: string, sql: string): string {
  const copy = path.join(folder, "prisma");
  for (const { name: known, sql: text } of readMigrations(PRISMA, engine)) {
    mkdirSync(path.join(copy, "migrations", engine, known), { recursive: true });
    writeFileSync(path.join(copy, "migrations", engine, known, "migration.sql"), text);
  }
  mkdirSync(path.join(copy, "migrations", engine, name), { recursive: true });
  writeFileSync(path.join(copy, "migrations", engine, name, "migration.sql"), sql);
  return copy;
}

describe.each(ENGINES)("%s", (engine) => {
  test("An empty database gets every migration once, and a second start does nothing.", async () => {
    const url = await empty(engine);
    expect(await refusal(requireCurrentSchema(url, PRISMA))).toMatchObject({ code: "database" });
    const names = readMigrations(PRISMA, engine).map(({ name }) => name);
    expect(await migrate(url, PRISMA)).toEqual(names);
    expect(await migrate(url, PRISMA)).toEqual([]);
    expect(await schemaState(url, PRISMA)).toEqual({ pending: [], unknown: [] });
    await requireCurrentSchema(url, PRISMA);
  });

  test("Two processes that start at once on an empty database both succeed, and it is migrated once.", async () => {
    const url = await empty(engine);
    const starts = await Promise.all([1, 2].map(() => startScript("migrate.ts", [url, PRISMA])));
    for (const child of starts) child.say("go");
    const ends = await Promise.all(starts.map(exited));
    expect(ends.map(({ code, errors }) => [code, errors])).toEqual([
      [0, ""],
      [0, ""],
    ]);
    const done = await rows(url, `SELECT migration_name AS name FROM "_prisma_migrations" ORDER BY 1`);
    expect(done.map((row) => row.name)).toEqual(readMigrations(PRISMA, engine).map(({ name }) => name));
  });

  test("A start that is killed half way needs no hand: the next one finishes.", async () => {
    const url = await empty(engine);
    await migrate(url, PRISMA);
    const slow =
      engine === "postgres"
        ? "SELECT pg_sleep(30);"
        : "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) SELECT count(*) FROM n;";
    const newer = withMigration(engine, "0099_slow", `CREATE TABLE half (id INTEGER);\n${slow}`);
    const child = await startScript("migrate.ts", [url, newer]);
    child.say("go");
    const begun =
      engine === "postgres"
        ? `SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30);' AND datname = current_database()`
        : null;
    if (begun) await expect.poll(async () => (await rows(url, begun)).length, { timeout: 10_000 }).toBe(1);
    else await expect.poll(() => lockHeld(sqlitePath(url)), { timeout: 10_000 }).toBe(true);
    child.kill();
    await exited(child);
    if (begun)
      await rows(
        url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30);' AND pid <> pg_backend_pid()",
      );
    writeFileSync(
      path.join(newer, "migrations", engine, "0099_slow", "migration.sql"),
      "CREATE TABLE half (id INTEGER);",
    );
    expect(await migrate(url, newer)).toEqual(["0099_slow"]);
    expect(await rows(url, "SELECT * FROM half")).toEqual([]);
  });

  test("Acceptance criteria that stood in a column of their issue become rows, in order, with their ids and ticks.", async () => {
    const url = await empty(engine);
    const known = readMigrations(PRISMA, engine).map(({ name }) => name);
    const before = known.filter((name) => name < "0007");
    expect(await migrate(url, withOnly(engine, before))).toEqual(before);
    const at = "'2026-11-27T09:30:00.000+00:00'";
    const kept = [
      { id: "c2", text: 'It\'s "fast" 🙂', done: true },
      { id: "c1", text: "It works", done: false },
    ];
    const json = (value: unknown) => `'${JSON.stringify(value).replaceAll("'", "''")}'`;
    await rows(
      url,
      `INSERT INTO "Project" ("id", "createdAt", "updatedAt", "key", "name", "nameFold") VALUES ('p', ${at}, ${at}, 'P', 'P', 'p')`,
    );
    const issue = (id: string, number: number, criteria: object[], done: number) =>
      rows(
        url,
        `INSERT INTO "Issue" ("id", "createdAt", "updatedAt", "projectId", "number", "title", "titleFold", "rank", "criteria", "criteriaTotal", "criteriaDone")
         VALUES ('${id}', ${at}, ${at}, 'p', ${number}, 'T', 't', 'a', ${json(criteria)}, ${criteria.length}, ${done})`,
      );
    await issue("with", 1, kept, 1);
    await issue("without", 2, [], 0);
    await migrate(url, PRISMA);
    expect(
      await rows(
        url,
        `SELECT "id", "issueId", "position", "text", "state", "byId", "at" FROM "Criterion" ORDER BY "position"`,
      ),
    ).toEqual([
      { id: "c2", issueId: "with", position: 0, text: kept[0]?.text, state: "verified", byId: null, at: null },
      { id: "c1", issueId: "with", position: 1, text: "It works", state: "open", byId: null, at: null },
    ]);
    expect(
      await rows(
        url,
        `SELECT "id", "criteriaTotal", "criteriaDone", "criteriaVerified" FROM "Issue" ORDER BY "number"`,
      ),
    ).toEqual([
      { id: "with", criteriaTotal: 2, criteriaDone: 1, criteriaVerified: 1 },
      { id: "without", criteriaTotal: 0, criteriaDone: 0, criteriaVerified: 0 },
    ]);
    expect(Object.keys((await rows(url, `SELECT * FROM "Issue"`))[0] ?? {})).not.toContain("criteria");
  });

  test("A database of a newer version is refused and left alone.", async () => {
    const url = await empty(engine);
    await migrate(url, withMigration(engine, "0099_newer", "CREATE TABLE later (id INTEGER);"));
    for (const open of [migrate, requireCurrentSchema]) {
      const error = await refusal(open(url, PRISMA));
      expect(error.code).toBe("database");
      expect(error.message).toContain("newer Turbo (it has 0099_newer)");
    }
  });

  test("A database that holds somebody else's tables is refused and left alone, with Prisma's records or without.", async () => {
    const url = await empty(engine);
    if (engine === "sqlite") mkdirSync(path.join(folder, "data"));
    await rows(url, "CREATE TABLE invoices (id INTEGER)");
    expect((await refusal(migrate(url, PRISMA))).message).toContain("is not a Turbo database");
    await rows(url, `CREATE TABLE "_prisma_migrations" (migration_name TEXT, finished_at TEXT, rolled_back_at TEXT)`);
    await rows(url, `INSERT INTO "_prisma_migrations" VALUES ('20240101_their_first', '2024', NULL)`);
    expect((await refusal(migrate(url, PRISMA))).message).toContain("is not a Turbo database");
    await expect(rows(url, `SELECT * FROM "Issue"`)).rejects.toThrow();
  });
});

/** Does another process hold the file's write lock? */
function lockHeld(file: string): boolean {
  const native = new BetterSqlite3(file, { timeout: 0 });
  try {
    native.exec("BEGIN IMMEDIATE; ROLLBACK");
    return false;
  } catch {
    return true;
  } finally {
    native.close();
  }
}

test("A file that is no database is refused and not touched.", async () => {
  const file = path.join(folder, "notes.txt");
  writeFileSync(file, "Not a database at all. ".repeat(100));
  const before = readFileSync(file, "utf8");
  const error = await refusal(migrate(`file:${file}`, PRISMA));
  expect(error.message).toContain("is not a Turbo database");
  expect(readFileSync(file, "utf8")).toBe(before);
  expect(existsSync(`${file}.migrate`)).toBe(false);
});

test("A folder that cannot be made is refused with its path.", async () => {
  writeFileSync(path.join(folder, "file"), "");
  const error = await refusal(migrate(`file:${path.join(folder, "file", "turbo.db")}`, PRISMA));
  expect(error.code).toBe("database");
  expect(error.message).toContain("cannot be opened");
});

test("A new file can be read by its owner alone.", async () => {
  const url = await empty("sqlite");
  await migrate(url, PRISMA);
  expect(statSync(sqlitePath(url)).mode & 0o777).toBe(0o600);
});

test.each(["postgresql://u:p@127.0.0.1:1/turbo", "postgresql://u:p@name.invalid/turbo"])(
  "A server that cannot be reached is refused by name: %s",
  async (url) => {
    const error = await refusal(migrate(url, PRISMA));
    expect(error.code).toBe("database");
    expect(error.message).toContain(`The database at ${new URL(url).host} cannot be opened`);
  },
);

test("The migrations make exactly what the schema says, on SQLite.", async () => {
  const url = await empty("sqlite");
  await migrate(url, PRISMA);
  const schema = readFileSync(path.join(PRISMA, "schema.prisma"), "utf8");
  const { engine, close } = await schemaEngine(url, schema);
  const files = [{ path: "schema.prisma", content: schema }];
  const difference = async (to: string) =>
    (
      await engine.diff({
        from: { tag: "schemaDatasource", files, configDir: PRISMA },
        to: { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: to }] },
        script: true,
        exitCode: null,
        filters: { externalTables: [...ownTables("sqlite"), "_prisma_migrations"], externalEnums: [] },
      })
    ).stdout?.trim();
  expect(await difference(schema)).toMatch(/^(-- This is an empty migration\.)?$/);
  expect(await difference(schema.replace("lastIssueNumber ", "otherName "))).toContain("otherName");
  await close();
});

test("The migrations make exactly what the schema says, on PostgreSQL.", async () => {
  const [migrated, made] = [await empty("postgres"), await empty("postgres")];
  await migrate(migrated, PRISMA);
  const schema = readFileSync(path.join(PRISMA, "postgres.prisma"), "utf8");
  const { engine, close } = await schemaEngine(made, schema);
  const { stdout } = await engine.diff({
    from: { tag: "empty" },
    to: { tag: "schemaDatamodel", files: [{ path: "postgres.prisma", content: schema }] },
    script: true,
    exitCode: null,
    filters: { externalTables: ownTables("postgres"), externalEnums: [] },
  });
  await close();
  await rows(made, codePointOrder(stdout ?? ""));
  expect(await catalogue(migrated)).toEqual(await catalogue(made));
});

/** Tables, columns, indexes, constraints and enum values, save those that are ours alone. */
async function catalogue(url: string) {
  const ours = `('search_entry', '_prisma_migrations')`;
  return {
    columns: await rows(
      url,
      `SELECT table_name, column_name, udt_name, is_nullable, column_default, collation_name, datetime_precision
       FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT IN ${ours} ORDER BY 1, 2`,
    ),
    indexes: await rows(
      url,
      `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT IN ${ours} ORDER BY 1`,
    ),
    constraints: await rows(
      url,
      `SELECT conrelid::regclass::text AS "table", conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT IN ${ours} ORDER BY 1, 2`,
    ),
    enums: await rows(
      url,
      "SELECT typname, enumlabel FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid ORDER BY typname, enumsortorder",
    ),
  };
}

test("Every text column on PostgreSQL compares by code point, as on SQLite.", async () => {
  const url = await empty("postgres");
  await migrate(url, PRISMA);
  expect(
    await rows(
      url,
      `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'text'
       AND table_name <> '_prisma_migrations' AND collation_name IS DISTINCT FROM 'C'`,
    ),
  ).toEqual([]);
});

test("postgres.prisma is the twin of schema.prisma.", async () => {
  const script = path.resolve(import.meta.dirname, "../../scripts/generate.mjs");
  const child = await startScript(script, ["--check"], { waits: false });
  expect(await exited(child)).toMatchObject({ code: 0 });
});
