import { TurboError } from "#lib/core/errors";
import { sqliteCode } from "../sqlite-errors.ts";

const SENTENCES: Record<string, string> = {
  ENOSPC: "The disk is full.",
  EDQUOT: "The disk quota is used up.",
  SQLITE_FULL: "The disk is full.",
  EACCES: "The folder may not be written to.",
  EPERM: "The folder may not be written to.",
  EROFS: "The folder may not be written to.",
  ENOTDIR: "A file stands where a folder should be.",
  EIO: "The disk failed.",
  SQLITE_IOERR: "The disk failed.",
};

/** The refusal that a failure of the disk becomes, with what is so for all that; any other error as it is. */
export function diskRefusal(error: unknown, outcome: string): unknown {
  if (error instanceof TurboError || !(error instanceof Error)) return error;
  const code = "code" in error ? String(error.code) : "";
  const sentence = SENTENCES[code] ?? (code.startsWith("SQLITE_IOERR") ? SENTENCES.SQLITE_IOERR : undefined);
  if (sentence) return new TurboError("database", `${sentence} ${outcome}`, { cause: error });
  const reading = ["SQLITE_CORRUPT", "SQLITE_NOTADB"].some((name) => sqliteCode(error)?.startsWith(name));
  return reading ? new TurboError("database", `The database file is damaged. ${outcome}`, { cause: error }) : error;
}
