import { statSync } from "node:fs";
import { engineOf } from "../connect.ts";
import { type SchemaState, schemaState, sqlitePath } from "../migrate.ts";
import { openPostgres } from "../open-postgres.ts";
import { openSqlite } from "../open-sqlite.ts";
import type { Engine } from "../transaction.ts";

export interface DatabaseFacts {
  engine: Engine;
  schema: SchemaState;
  /** Bytes of the database; of SQLite its file alone. Null where there is none yet. */
  bytes: number | null;
  /** SQLite: bytes of the write-ahead log, pages in all and unused, and how many bytes each has. */
  sqlite: { walBytes: number; pages: number; freePages: number; pageBytes: number; journal: string } | null;
  /** PostgreSQL: the server's version and the connections to the database. */
  postgres: { version: string; connections: number } | null;
  /** How many rows each of these tables has. */
  rows: Record<string, number>;
}

const TABLES = [
  "Project",
  "Issue",
  "Comment",
  "WorkLog",
  "Decision",
  "Document",
  "Milestone",
  "Initiative",
  "Attachment",
  "Event",
  "User",
  "ApiKey",
];

/** What a database is and holds; nothing of it is changed. */
export async function databaseFacts(url: string, prismaFolder: string): Promise<DatabaseFacts> {
  const schema = await schemaState(url, prismaFolder);
  return engineOf(url) === "postgres" ? postgresFacts(url, schema) : sqliteFacts(sqlitePath(url), schema);
}

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? null;

function sqliteFacts(file: string, schema: SchemaState): DatabaseFacts {
  const facts = { engine: "sqlite", schema, bytes: sizeOf(file), postgres: null } as const;
  if (facts.bytes === null) return { ...facts, sqlite: null, rows: {} };
  const walBytes = sizeOf(`${file}-wal`) ?? 0;
  const native = openSqlite(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
  try {
    const pragma = (name: string) => native.pragma(name, { simple: true });
    const sqlite = {
      walBytes,
      pages: Number(pragma("page_count")),
      freePages: Number(pragma("freelist_count")),
      pageBytes: Number(pragma("page_size")),
      journal: String(pragma("journal_mode")),
    };
    const has = native.prepare<[string], object>("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
    const count = (table: string) =>
      native.prepare<[], { many: number }>(`SELECT count(*) AS many FROM "${table}"`).get();
    const rows = TABLES.filter((table) => has.get(table)).map((table) => [table, count(table)?.many ?? 0] as const);
    return { ...facts, sqlite, rows: Object.fromEntries(rows) };
  } finally {
    native.close();
  }
}

async function postgresFacts(url: string, schema: SchemaState): Promise<DatabaseFacts> {
  const client = await openPostgres(url);
  try {
    const told = await client.query<{ bytes: string; version: string; connections: string }>(
      `SELECT pg_database_size(current_database()) AS bytes, current_setting('server_version') AS version,
              (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()) AS connections`,
    );
    const { rows: found } = await client.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename = ANY($1)",
      [TABLES],
    );
    const rows: Record<string, number> = {};
    for (const table of TABLES.filter((one) => found.some(({ name }) => name === one))) {
      const { rows: counted } = await client.query<{ many: string }>(`SELECT count(*) AS many FROM "${table}"`);
      rows[table] = Number(counted[0]?.many);
    }
    const { bytes = "0", version = "", connections = "0" } = told.rows[0] ?? {};
    return {
      engine: "postgres",
      schema,
      bytes: Number(bytes),
      sqlite: null,
      postgres: { version, connections: Number(connections) },
      rows,
    };
  } finally {
    await client.end().catch(() => undefined);
  }
}
