import { closeSync, openSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { openSqlite } from "./open-sqlite.ts";
import { isBusy } from "./sqlite-errors.ts";

const PATIENCE = 60_000;

/**
 * Takes a lock that one process at a time holds: a file that SQLite keeps locked and lets go of when its process ends.
 * Answers what lets go; null when somebody else held it for a minute.
 */
export async function takeFileLock(file: string): Promise<(() => void) | null> {
  // Made here, it is its owner's alone.
  closeSync(openSync(file, "a", 0o600));
  const lock = openSqlite(file, { timeout: 0 });
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    try {
      lock.exec("BEGIN EXCLUSIVE");
      return () => lock.close();
    } catch (error) {
      if (isBusy(error) && Date.now() < deadline) {
        await sleep(50);
        continue;
      }
      lock.close();
      if (isBusy(error)) return null;
      throw error;
    }
  }
}
