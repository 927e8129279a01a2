import BetterSqlite3 from "better-sqlite3";
import type { Driver } from "./database.ts";

/** The plain driver, each statement prepared once, as durable as Turbo. */
export function openSqlite(file: string): Driver {
  const native = new BetterSqlite3(file);
  for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 5000"])
    native.pragma(pragma);
  const prepared = new Map<string, BetterSqlite3.Statement>();
  const all: Driver["all"] = async (sql, values) => {
    const statement = prepared.get(sql) ?? native.prepare(sql.replaceAll(/\$\d+/g, "?"));
    prepared.set(sql, statement);
    if (statement.reader) return statement.all(...values) as Awaited<ReturnType<Driver["all"]>>;
    statement.run(...values);
    return [];
  };
  let queue: Promise<unknown> = Promise.resolve();
  async function inTransaction<T>(work: (run: Driver["all"]) => Promise<T>): Promise<T> {
    native.exec("BEGIN IMMEDIATE");
    try {
      const value = await work(all);
      native.exec("COMMIT");
      return value;
    } catch (error) {
      native.exec("ROLLBACK");
      throw error;
    }
  }
  return {
    all,
    transaction(work) {
      const own = queue.then(() => inTransaction(work));
      queue = own.catch(() => undefined);
      return own;
    },
    search: {
      match: "search_entry MATCH $1",
      order: "rowid",
      expression: (words) => words.map((word) => `{title body} : "${word}"`).join(" AND "),
    },
    now: () => new Date().toISOString().replace("Z", "+00:00"),
    json: JSON.stringify,
  };
}
