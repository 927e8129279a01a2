import BetterSqlite3 from "better-sqlite3";
import pg from "pg";
import { sqlitePath } from "#lib/db/migrate";
import type { World } from "./seed/worlds.ts";

/** One statement as the driver got it. */
export interface Taped {
  sql: string;
  values: unknown[];
}

let tape: Taped[] | null = null;

/** Runs `work` and answers every statement that this process's drivers got meanwhile. */
export async function taping(work: () => Promise<unknown>): Promise<Taped[]> {
  const own: Taped[] = [];
  tape = own;
  try {
    await work();
  } finally {
    tape = null;
  }
  return own;
}

/** Statements that do something: without those that open and close a transaction. */
export function countStatements(taped: readonly Taped[]): number {
  return taped.filter(({ sql }) => !/^(BEGIN|COMMIT|ROLLBACK)/i.test(sql)).length;
}

/** A plain driver connection that says taped statements again: what the same SQL costs with nothing around it. */
export interface Player {
  play(taped: readonly Taped[]): Promise<void>;
  close(): Promise<void>;
}

export async function openPlayer({ engine, url }: Pick<World, "engine" | "url">): Promise<Player> {
  return engine === "postgres" ? openPostgresPlayer(url) : openSqlitePlayer(url);
}

function openSqlitePlayer(url: string): Player {
  const native = new BetterSqlite3(sqlitePath(url));
  for (const pragma of ["synchronous = FULL", "foreign_keys = ON", "secure_delete = ON", "cache_size = -16384"])
    native.pragma(pragma);
  native.pragma("mmap_size = 67108864");
  const prepared = new Map<string, BetterSqlite3.Statement>();
  return {
    async play(taped) {
      for (const { sql, values } of taped) {
        const statement = prepared.get(sql) ?? native.prepare(sql);
        prepared.set(sql, statement);
        if (statement.reader) statement.all(...values);
        else statement.run(...values);
      }
    },
    close: async () => void native.close(),
  };
}

async function openPostgresPlayer(url: string): Promise<Player> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    async play(taped) {
      for (const { sql, values } of taped) await client.query({ text: sql, values, rowMode: "array" });
    },
    close: () => client.end(),
  };
}

/** Makes both drivers write on the tape. Prisma's adapters use the same packages, so their statements pass here. */
function listenIn(): void {
  const probe = new BetterSqlite3(":memory:");
  const statement = Object.getPrototypeOf(probe.prepare("SELECT 1"));
  const bound = new WeakMap<object, unknown[]>();
  const bind = statement.bind;
  statement.bind = function (this: BetterSqlite3.Statement, ...values: unknown[]) {
    bound.set(this, values);
    return bind.apply(this, values);
  };
  for (const method of ["run", "get", "all"] as const) {
    const original = statement[method];
    statement[method] = function (this: BetterSqlite3.Statement, ...values: unknown[]) {
      tape?.push({ sql: this.source, values: values.length > 0 ? values : (bound.get(this) ?? []) });
      return original.apply(this, values);
    };
  }
  probe.close();
  const exec = BetterSqlite3.prototype.exec;
  BetterSqlite3.prototype.exec = function (this: BetterSqlite3.Database, sql: string) {
    tape?.push({ sql, values: [] });
    return exec.call(this, sql);
  };
  const client = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const query = client.query;
  client.query = function (this: unknown, ...args: unknown[]) {
    const [asked, values] = args as [string | { text?: string; values?: unknown[] }, unknown];
    if (typeof asked === "string") tape?.push({ sql: asked, values: Array.isArray(values) ? values : [] });
    else if (asked.text) tape?.push({ sql: asked.text, values: asked.values ?? [] });
    return query.apply(this, args);
  };
}

listenIn();
