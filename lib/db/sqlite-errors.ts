import { TurboError } from "#lib/core/errors";
import { wholeText } from "./transaction-errors.ts";
import { tellTrouble } from "./trouble.ts";

/** SQLite's own name of an error, or null for any other error. */
export function sqliteCode(error: unknown): string | null {
  if (!(error instanceof Error && "code" in error)) return null;
  const code = String(error.code);
  return code.startsWith("SQLITE_") ? code : null;
}

/** Does another connection hold the lock? */
export function isBusy(error: unknown): boolean {
  return sqliteCode(error)?.startsWith("SQLITE_BUSY") ?? false;
}

const STORAGE: readonly [pattern: RegExp, sentence: string][] = [
  [
    /SQLITE_FULL|database or disk is full/,
    "The disk is full. Nothing of this was saved, all else is kept. Make room, then try again.",
  ],
  [
    /SQLITE_READONLY|attempt to write a readonly database/,
    "The database file cannot be written. Nothing was saved. Check its owner and rights.",
  ],
  [/SQLITE_IOERR|disk I\/O error/, "The disk failed. Nothing of this was saved. Check the disk before you go on."],
  [
    /SQLITE_CANTOPEN|unable to open database file/,
    "The database file cannot be opened. Nothing was saved. Look whether it is still there, and its owner and rights.",
  ],
  [
    /SQLITE_CORRUPT|SQLITE_NOTADB|disk image is malformed|file is not a database/,
    "The database file is damaged. Nothing was saved. Restore a backup.",
  ],
];

/** The refusal that a failure of the file itself becomes, or null for any other error. */
export function storageRefusal(error: unknown): TurboError | null {
  if (error instanceof TurboError) return null;
  const text = wholeText(error);
  const known = STORAGE.find(([pattern]) => pattern.test(text));
  if (!known) return null;
  const [pattern, sentence] = known;
  tellTrouble("storage", pattern.exec(text)?.[0] ?? "");
  return new TurboError("database", sentence, { retryAfter: 30, cause: error });
}

/** The same for a read. One that tries to write is a fault of ours, and no fault of the file. */
export function readRefusal(error: unknown): TurboError | null {
  return /SQLITE_READONLY|attempt to write a readonly database/.test(wholeText(error)) ? null : storageRefusal(error);
}
