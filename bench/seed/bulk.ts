import BetterSqlite3 from "better-sqlite3";
import pg from "pg";
import type { Database } from "#lib/db/database";
import { sqlitePath } from "#lib/db/migrate";
import type { Transaction } from "#lib/db/transaction";
import type { Row } from "./rows.ts";

/** A plain driver connection that takes many rows at once. */
export interface Bulk {
  /** Stands in for Prisma's transaction where Turbo's own SQL is run: search entries and events. */
  tx: Transaction;
  insert(table: string, rows: readonly Row[]): Promise<void>;
  run(sql: string): Promise<void>;
  close(): Promise<void>;
}

export async function openBulk(engine: Database["engine"], url: string): Promise<Bulk> {
  return engine === "postgres" ? openPostgres(url) : openSqlite(url);
}

/** As Prisma's adapter writes values. */
function stored(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().replace("Z", "+00:00");
  if (typeof value === "boolean") return Number(value);
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}

/** Here every entry is new, and to look for an earlier one makes FTS5 write out each time what it has gathered. */
const LOOK_UP = "(SELECT rowid FROM search_entry WHERE search_entry MATCH ?)";

function openSqlite(url: string): Bulk {
  const native = new BetterSqlite3(sqlitePath(url));
  native.pragma("synchronous = OFF");
  native.pragma("foreign_keys = ON");
  native.pragma("cache_size = -262144");
  const prepared = new Map<string, BetterSqlite3.Statement>();
  const prepare = (said: string) => {
    const sql = said.replace(LOOK_UP, "CASE WHEN ? IS NULL THEN 0 END");
    const statement = prepared.get(sql) ?? native.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  const shim = {
    $executeRawUnsafe: async (sql: string, ...values: unknown[]) => prepare(sql).run(...values.map(stored)).changes,
    $queryRawUnsafe: async (sql: string, ...values: unknown[]) => prepare(sql).all(...values.map(stored)),
  };
  return {
    tx: shim as unknown as Transaction,
    async insert(table, rows) {
      for (const row of rows) {
        const columns = Object.keys(row);
        const names = columns.map((column) => `"${column}"`).join(", ");
        const marks = columns.map(() => "?").join(", ");
        prepare(`INSERT INTO "${table}" (${names}) VALUES (${marks})`).run(...Object.values(row).map(stored));
      }
    },
    run: async (sql) => void native.exec(sql),
    close: async () => void native.close(),
  };
}

async function openPostgres(url: string): Promise<Bulk> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("SET synchronous_commit = off");
  const shim = {
    $executeRawUnsafe: async (sql: string, ...values: unknown[]) => (await client.query(sql, values)).rowCount ?? 0,
    $queryRawUnsafe: async (sql: string, ...values: unknown[]) => (await client.query(sql, values)).rows,
  };
  return {
    tx: shim as unknown as Transaction,
    async insert(table, rows) {
      if (rows.length === 0) return;
      await client.query(`INSERT INTO "${table}" SELECT * FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`, [
        JSON.stringify(rows),
      ]);
    },
    run: async (sql) => void (await client.query(sql)),
    close: () => client.end(),
  };
}
