import type BetterSqlite3 from "better-sqlite3";
import { connect, engineOf } from "../connect.ts";
import { sqlitePath } from "../migrate.ts";
import { openPostgres } from "../open-postgres.ts";
import { openSqlite } from "../open-sqlite.ts";
import { isBusy, storageRefusal } from "../sqlite-errors.ts";
import { busy } from "../transaction-errors.ts";

export const CHORES = ["optimize", "analyze", "reindex", "vacuum"] as const;
export type Chore = (typeof CHORES)[number];

/** What each chore says to the database, which others may use meanwhile. */
const STATEMENTS: Record<"sqlite" | "postgres", Record<Chore, readonly string[]>> = {
  sqlite: {
    // With statistics SQLite leaves the ways that the statements are written for: there shall be none.
    optimize: ["PRAGMA wal_checkpoint(TRUNCATE)"],
    analyze: [],
    reindex: ["REINDEX"],
    vacuum: ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"],
  },
  postgres: {
    optimize: ["VACUUM (ANALYZE)"],
    analyze: ["ANALYZE"],
    reindex: ["REINDEX (CONCURRENTLY) SCHEMA CURRENT_SCHEMA"],
    vacuum: ["VACUUM"],
  },
};

/** Does one of the chores that keep a database quick and small. Throws `busy` where others write for too long. */
export async function doChore(url: string, chore: Chore): Promise<void> {
  const engine = engineOf(url);
  if (chore === "optimize") await mergeSearch(url);
  if (engine === "postgres") await onPostgres(url, STATEMENTS.postgres[chore]);
  else onSqlite(sqlitePath(url), chore);
}

function onSqlite(file: string, chore: Chore): void {
  const native = openSqlite(file, { fileMustExist: true, timeout: 15_000 });
  try {
    native.pragma("synchronous = FULL");
    if (chore === "optimize" || chore === "analyze") dropStatistics(native);
    for (const statement of STATEMENTS.sqlite[chore]) native.exec(statement);
  } catch (error) {
    throw isBusy(error) ? busy("Others have been writing for too long.", error) : (storageRefusal(error) ?? error);
  } finally {
    native.close();
  }
}

/** Statistics that some other program made. */
function dropStatistics(native: BetterSqlite3.Database): void {
  const tables = native.prepare<[], { name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'sqlite_stat%'",
  );
  for (const { name } of tables.all()) native.exec(`DROP TABLE "${name}"`);
}

async function onPostgres(url: string, statements: readonly string[]): Promise<void> {
  const client = await openPostgres(url);
  try {
    const { rows } = await client.query<{ schema: string }>("SELECT quote_ident(current_schema()) AS schema");
    const schema = rows[0]?.schema ?? "public";
    for (const statement of statements) await client.query(statement.replace("CURRENT_SCHEMA", schema));
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Merges what the search index gathered by writes, in short transactions. */
async function mergeSearch(url: string): Promise<void> {
  const database = connect({ url });
  const merge = (part: "first" | "next") => database.write((tx) => database.search.merge(tx, part));
  try {
    for (let more = await merge("first"); more; ) more = await merge("next");
  } finally {
    await database.close();
  }
}
