import { constants, existsSync } from "node:fs";
import { chmod, copyFile, link, rename, rm } from "node:fs/promises";
import path from "node:path";
import { TurboError } from "#lib/core/errors";
import { openSqlite } from "../open-sqlite.ts";
import { isBusy, sqliteCode } from "../sqlite-errors.ts";
import { syncToDisk } from "../sync-to-disk.ts";

/**
 * Makes sure that nobody else has a database open, and brings what its write-ahead log holds into the file. A file that
 * is too damaged to be opened is nobody's; its log stays beside it.
 */
export function requireUnused(file: string): void {
  if (!existsSync(file)) return;
  const native = openSqlite(file, { timeout: 2_000 });
  try {
    native.pragma("locking_mode = EXCLUSIVE");
    native.exec("BEGIN EXCLUSIVE; COMMIT");
    native.pragma("wal_checkpoint(TRUNCATE)");
  } catch (error) {
    if (isBusy(error))
      throw new TurboError(
        "conflict",
        `Another process has ${file} open. Nothing was changed. End it (\`turbo stop\` ends a server that runs here), then try again.`,
        { cause: error },
      );
    if (sqliteCode(error) === null) throw error;
  } finally {
    native.close();
  }
}

const LOGS = ["-wal", "-shm"] as const;

/**
 * Puts a new database in the place of the live one, which stays beside it under the name `safety`; null where there is
 * none. At each moment there is a whole database at the place: the old one or the new one.
 */
export async function replaceDatabase(live: string, fresh: string, safety: string | null): Promise<void> {
  await chmod(fresh, 0o600);
  await syncToDisk(fresh);
  for (const log of ["", "-wal"]) {
    if (safety !== null && existsSync(live + log)) await sameFile(live + log, safety + log);
  }
  // A log that is left would be written into the database that comes.
  for (const log of LOGS) await rm(live + log, { force: true });
  await rename(fresh, live);
  await syncToDisk(path.dirname(live));
}

/** Gives a file a second name, or makes a copy where the disk knows no second names. */
async function sameFile(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    await chmod(to, 0o600);
  }
}
