import { stat } from "node:fs/promises";
import type BetterSqlite3 from "better-sqlite3";
import { APPLIED_MIGRATIONS, notOurs } from "../migrations.ts";
import { openSqlite } from "../open-sqlite.ts";

/** A copy of a database as it was at one moment. */
export interface DatabaseCopy {
  bytes: number;
  /** Rows as Turbo writes them, where it is not what the engine itself writes. */
  form?: "rows";
  migrations: string[];
  /** How many each table has. */
  rows: Record<string, number>;
  /** SHA-256 of the contents that attachments refer to. */
  hashes: string[];
}

/** Pages copied at a time: in between, the process does other things. */
const PAGES = 2_000;

/** Copies a database of SQLite while others write. The copy is of the moment in which it begins. */
export async function copySqlite(file: string, target: string): Promise<DatabaseCopy> {
  const native = openSqlite(file, { readonly: true, fileMustExist: true, timeout: 15_000 });
  try {
    // An open transaction keeps what it read first: the copy need not begin anew after each write of others.
    native.exec("BEGIN");
    const told = readFacts(native, file);
    await native.backup(target, { progress: () => PAGES });
    native.exec("COMMIT");
    return { ...told, bytes: (await stat(target)).size };
  } finally {
    native.close();
  }
}

function readFacts(native: BetterSqlite3.Database, file: string): Omit<DatabaseCopy, "bytes"> {
  const tables = tablesOf(native);
  const migrations = tables.includes("_prisma_migrations")
    ? native.prepare<[], { name: string }>(APPLIED_MIGRATIONS).all()
    : [];
  if (migrations.length === 0) throw notOurs(file);
  const attached = tables.includes("Attachment")
    ? native.prepare<[], { hash: string }>(`SELECT DISTINCT "hash" FROM "Attachment" ORDER BY "hash"`).all()
    : [];
  return {
    migrations: migrations.map(({ name }) => name),
    rows: countRows(native, tables),
    hashes: attached.map(({ hash }) => hash),
  };
}

/** Tables whose rows are data: all but what the engine, Prisma and the search index keep for themselves. */
function tablesOf(native: BetterSqlite3.Database): string[] {
  return native
    .prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`)
    .all()
    .map(({ name }) => name)
    .filter((name) => !/^(sqlite_|search_entry)/.test(name));
}

export function countRows(native: BetterSqlite3.Database, tables = tablesOf(native)): Record<string, number> {
  const counted = tables.map((name) => {
    const row = native.prepare<[], { many: number }>(`SELECT count(*) AS many FROM "${name}"`).get();
    return [name, row?.many ?? 0] as const;
  });
  return Object.fromEntries(counted);
}
