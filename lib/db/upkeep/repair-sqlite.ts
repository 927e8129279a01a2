import { realpathSync } from "node:fs";
import path from "node:path";
import { newId } from "#lib/core/ids";
import { replaceDatabase, requireUnused } from "../backup/live-sqlite.ts";
import { stampOf } from "../backup/names.ts";
import { diskRefusal } from "../backup/storage-refusal.ts";
import { withWorkFolder } from "../backup/work-folder.ts";
import { openSqlite } from "../open-sqlite.ts";
import { sqliteCode } from "../sqlite-errors.ts";
import { type Recovered, recoverSqlite } from "./recover-sqlite.ts";

export interface Repaired {
  /** What was found wrong with the file, at most ten lines; none where it is whole. */
  found: string[];
  /** Null where nothing had to be recovered; indexes alone are written anew in their place. */
  recovered: (Recovered & { /** The damaged file. */ safety: string }) | null;
}

/** Checks a database file and mends what can be. Nobody may have it open; a damaged file stays beside the new one. */
export async function repairSqlite(named: string, now: Date): Promise<Repaired> {
  const file = realpathSync(named);
  requireUnused(file);
  const found = checkFile(file);
  if (found.length === 0) return { found, recovered: null };
  if (reindex(file) && checkFile(file).length === 0) return { found, recovered: null };
  try {
    return await withWorkFolder(path.dirname(file), async (work) => {
      const fresh = path.join(work, "turbo.db");
      const recovered = recoverSqlite(file, fresh);
      requireUnused(fresh);
      const safety = `${file}.before-repair-${stampOf(now)}-${newId().slice(-4)}`;
      await replaceDatabase(file, fresh, safety);
      return { found, recovered: { ...recovered, safety } };
    });
  } catch (error) {
    throw diskRefusal(error, "Nothing was repaired; the file is as it was.");
  }
}

function checkFile(file: string): string[] {
  const native = openSqlite(file, { fileMustExist: true });
  try {
    const said = native.pragma("integrity_check(10)") as { integrity_check: string }[];
    const lines = said.map((row) => row.integrity_check).filter((line) => line !== "ok");
    const strays = native.pragma("foreign_key_check") as { table: string }[];
    return strays.length > 0 ? [...lines, `${strays.length} rows refer to missing rows`] : lines;
  } catch (error) {
    if (sqliteCode(error) === null) throw error;
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    native.close();
  }
}

/** Writes all indexes anew, which is all that is wrong where rows are missing from them. */
function reindex(file: string): boolean {
  const native = openSqlite(file, { fileMustExist: true });
  try {
    native.exec("REINDEX");
    return true;
  } catch (error) {
    if (sqliteCode(error) === null) throw error;
    return false;
  } finally {
    native.close();
  }
}
