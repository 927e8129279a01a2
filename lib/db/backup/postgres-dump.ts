import { stat } from "node:fs/promises";
import type pg from "pg";
import { APPLIED_MIGRATIONS, notOurs } from "../migrations.ts";
import { openPostgres } from "../open-postgres.ts";
import {
  connectionOf,
  findTools,
  type PostgresTools,
  startTool,
  toolPlaces,
  toolRefusal,
  withoutTools,
} from "./postgres-tools.ts";
import { writeRowDump } from "./row-dump.ts";
import type { DatabaseCopy } from "./sqlite-copy.ts";

/**
 * Dumps a database of PostgreSQL by the pg_dump of its version or, where that is not at hand, row by row. Rows are counted in
 * the snapshot that is dumped.
 */
export async function dumpPostgres(url: string, target: string, search: string): Promise<DatabaseCopy> {
  const client = await openPostgres(url);
  try {
    const tools = await toolsFor(client, search);
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const { snapshot, schema } = await one<{ snapshot: string; schema: string }>(
      client,
      "SELECT pg_export_snapshot() AS snapshot, current_schema() AS schema",
    );
    const told = await readFacts(client, url);
    if (!tools) {
      await writeRowDump(client, Object.keys(told.rows), target);
      return { ...told, form: "rows", hashes: [], bytes: (await stat(target)).size };
    }
    const { dbname, env } = connectionOf(url);
    const format = ["--format=custom", "--compress=0", "--no-owner", "--no-privileges"];
    const what = [`--schema="${schema}"`, `--snapshot=${snapshot}`, `--file=${target}`, `--dbname=${dbname}`];
    await startTool(tools.pg_dump, [...format, ...what], env).ended.catch((error) => {
      throw toolRefusal(error, "No backup was made; the database is as it was.");
    });
    await client.query("COMMIT");
    return { ...told, hashes: [], bytes: (await stat(target)).size };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The programs that fit the server which a client is connected to; null where they are not at hand. */
async function toolsFor(client: pg.Client, search: string): Promise<PostgresTools | null> {
  const major = await majorOf(client);
  return findTools(major, toolPlaces(major, search));
}

/** The same; throws `configuration` where they are not at hand. */
export async function requireTools(client: pg.Client, search: string): Promise<PostgresTools> {
  const tools = await toolsFor(client, search);
  if (!tools) throw withoutTools(await majorOf(client));
  return tools;
}

async function majorOf(client: pg.Client): Promise<number> {
  const { version } = await one<{ version: string }>(client, "SELECT current_setting('server_version_num') AS version");
  return Math.floor(Number(version) / 10_000);
}

async function readFacts(client: pg.Client, url: string): Promise<Pick<DatabaseCopy, "migrations" | "rows">> {
  const { rows: found } = await client.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1",
  );
  const tables = found.map(({ name }) => name);
  if (!tables.includes("_prisma_migrations")) throw notOurs(new URL(url).pathname.slice(1));
  const { rows: applied } = await client.query<{ name: string }>(APPLIED_MIGRATIONS);
  const rows: Record<string, number> = {};
  for (const name of tables) {
    const { many } = await one<{ many: string }>(client, `SELECT count(*) AS many FROM "${name}"`);
    rows[name] = Number(many);
  }
  return { migrations: applied.map(({ name }) => name), rows };
}

export async function one<Row extends pg.QueryResultRow>(client: pg.Client, sql: string): Promise<Row> {
  const { rows } = await client.query<Row>(sql);
  return rows[0] as Row;
}
