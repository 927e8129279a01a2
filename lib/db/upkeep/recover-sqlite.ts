import type BetterSqlite3 from "better-sqlite3";
import { TurboError } from "#lib/core/errors";
import { openSqlite } from "../open-sqlite.ts";
import { sqliteCode } from "../sqlite-errors.ts";

type Native = BetterSqlite3.Database;

export interface Recovered {
  /** Rows that could be read, by table. */
  rows: Record<string, number>;
  /** Tables of which a part could not be read. */
  broken: string[];
  /** Rows that were left out or lost a reference, because what they refer to is gone. */
  stray: number;
}

interface SchemaRow {
  type: string;
  name: string;
  sql: string | null;
}

/** Copies everything of a damaged database that can still be read into a new one, without its search index. */
export function recoverSqlite(damaged: string, fresh: string): Recovered {
  const [from, to] = [openSqlite(damaged, { readonly: true, fileMustExist: true }), openSqlite(fresh, {})];
  try {
    const schema = readSchema(from);
    to.pragma("foreign_keys = OFF");
    to.pragma("journal_mode = WAL");
    const own = schema.filter(({ name }) => !/^(sqlite_|search_entry)/.test(name));
    const tables = own.filter(({ type }) => type === "table");
    // Unique indexes first, so that what a damaged page says twice comes once.
    for (const { sql } of [...tables, ...own.filter(({ type }) => type === "index")]) if (sql) to.exec(sql);
    const search = schema.find(({ name }) => name === "search_entry");
    if (search?.sql) to.exec(search.sql);
    const rows: Record<string, number> = {};
    const broken: string[] = [];
    for (const { name } of tables) {
      const { copied, whole } = copyTable(from, to, name);
      rows[name] = copied;
      if (!whole) broken.push(name);
    }
    return { rows, broken, stray: dropStrays(to) };
  } finally {
    from.close();
    to.close();
  }
}

function readSchema(from: Native): SchemaRow[] {
  try {
    return from.prepare<[], SchemaRow>("SELECT type, name, sql FROM sqlite_schema").all();
  } catch (error) {
    if (sqliteCode(error) === null) throw error;
    const sentence = "Nothing can be read of the database any more. Restore a backup: `turbo backup list` lists them.";
    throw new TurboError("database", sentence, { cause: error });
  }
}

/** Where the last row of a table cannot be read, rows are looked for up to here. */
const LAST = 2n ** 40n;
/** How often reading begins anew in one table, beyond places that cannot be read. */
const TRIES = 4_000;

function copyTable(from: Native, to: Native, table: string): { copied: number; whole: boolean } {
  const columns = (to.pragma(`table_info("${table}")`) as { name: string }[]).map(({ name }) => `"${name}"`).join(", ");
  const places = columns.replace(/"[^"]+"/g, "?");
  const insert = to.prepare(`INSERT OR IGNORE INTO "${table}" ("rowid", ${columns}) VALUES (?, ${places})`);
  let copied = 0;
  let whole = true;
  /** Copies rows in one direction until the end or a place that cannot be read; answers where it stopped. */
  const walk = (low: bigint, high: bigint, order: "ASC" | "DESC"): { at: bigint; ended: boolean } => {
    const sql = `SELECT rowid, ${columns} FROM "${table}" NOT INDEXED WHERE rowid BETWEEN ? AND ? ORDER BY rowid ${order}`;
    let at = order === "ASC" ? low : high;
    try {
      for (const row of from.prepare<[bigint, bigint], unknown[]>(sql).raw().safeIntegers().iterate(low, high)) {
        copied += insert.run(...row).changes;
        const rowid = row[0] as bigint;
        at = order === "ASC" ? rowid + 1n : rowid - 1n;
      }
      return { at, ended: true };
    } catch (error) {
      if (sqliteCode(error) === null) throw error;
      whole = false;
      return { at, ended: false };
    }
  };
  const gaps: [low: bigint, high: bigint][] = [[1n, lastRow(from, table)]];
  to.exec("BEGIN");
  for (let tries = 0, gap = gaps.pop(); gap && tries < TRIES; gap = gaps.pop(), tries++) {
    const up = walk(gap[0], gap[1], "ASC");
    if (up.ended) continue;
    const down = walk(up.at, gap[1], "DESC");
    if (down.ended || down.at <= up.at) continue;
    // What lies between two places that cannot be read may hold more.
    const middle = (up.at + down.at) / 2n;
    if (middle > up.at) gaps.push([middle, down.at], [up.at, middle - 1n]);
  }
  to.exec("COMMIT");
  return { copied, whole };
}

function lastRow(from: Native, table: string): bigint {
  try {
    const sql = `SELECT max(rowid) AS last FROM "${table}"`;
    return from.prepare<[], { last: bigint | null }>(sql).safeIntegers().get()?.last ?? 0n;
  } catch (error) {
    if (sqliteCode(error) === null) throw error;
    return LAST;
  }
}

/** Empties references to rows that are gone, or drops what cannot be without them; answers how many there were. */
function dropStrays(to: Native): number {
  let strays = 0;
  for (let round = 0; round < 50; round++) {
    const broken = to.pragma("foreign_key_check") as { table: string; rowid: number; fkid: number }[];
    if (broken.length === 0) break;
    strays += broken.length;
    to.exec("BEGIN");
    for (const { table, rowid, fkid } of broken) {
      const keys = to.pragma(`foreign_key_list("${table}")`) as { id: number; from: string }[];
      const column = keys.find(({ id }) => id === fkid)?.from ?? "";
      const info = to.pragma(`table_info("${table}")`) as { name: string; notnull: number; pk: number }[];
      const needed = info.find(({ name }) => name === column);
      if (needed && !needed.notnull && !needed.pk)
        to.prepare(`UPDATE "${table}" SET "${column}" = NULL WHERE rowid = ?`).run(rowid);
      else to.prepare(`DELETE FROM "${table}" WHERE rowid = ?`).run(rowid);
    }
    to.exec("COMMIT");
  }
  return strays;
}
