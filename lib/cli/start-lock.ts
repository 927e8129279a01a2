import path from "node:path";
import { TurboError } from "#lib/core/errors";
import { takeFileLock } from "#lib/db/file-lock";

/** Lets one start at a time work on a data folder; a process that dies lets go by itself. Answers what lets go. */
export async function takeStartLock(dataDirectory: string): Promise<() => void> {
  const letGo = await takeFileLock(path.join(dataDirectory, "start.lock"));
  if (letGo) return letGo;
  throw new TurboError("busy", "Another start has been under way here for a minute. Wait for it.");
}
