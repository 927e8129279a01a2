import { TurboError } from "#lib/core/errors";
import { openSqlite } from "../open-sqlite.ts";
import { sqliteCode } from "../sqlite-errors.ts";
import type { Manifest } from "./manifest.ts";
import { countRows } from "./sqlite-copy.ts";

/** Opens the database that came out of a backup, checks it whole and counts its rows. Throws `refused`. */
export function checkSqlite(database: string, manifest: Manifest, hashes: ReadonlySet<string>): void {
  const problem = problemOf(database, manifest, hashes);
  if (problem === null) return;
  throw new TurboError("refused", `The database in the backup is not whole: ${problem}. Nothing was changed.`);
}

function problemOf(database: string, manifest: Manifest, hashes: ReadonlySet<string>): string | null {
  const native = openSqlite(database, { fileMustExist: true });
  try {
    const [said] = native.pragma("integrity_check(1)") as { integrity_check: string }[];
    if (said?.integrity_check !== "ok") return String(said?.integrity_check);
    const [broken] = native.pragma("foreign_key_check") as { table: string }[];
    if (broken) return `rows of ${broken.table} refer to missing rows`;
    const rows = countRows(native);
    const wrong = Object.keys({ ...rows, ...manifest.database.rows }).find(
      (table) => rows[table] !== manifest.database.rows[table],
    );
    if (wrong) return `${wrong} has ${rows[wrong] ?? 0} rows and had ${manifest.database.rows[wrong] ?? 0}`;
    if (!("Attachment" in rows)) return null;
    const attached = native.prepare<[], { hash: string }>(`SELECT DISTINCT "hash" FROM "Attachment"`).all();
    const lacking = attached.filter(({ hash }) => !hashes.has(hash) && !manifest.files.missing.includes(hash));
    return lacking.length > 0 ? `${lacking.length} attached files are not in it` : null;
  } catch (error) {
    if (sqliteCode(error) === null) throw error;
    return error instanceof Error ? error.message : String(error);
  } finally {
    native.close();
  }
}
