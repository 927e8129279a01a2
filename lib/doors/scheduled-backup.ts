import { execFile } from "node:child_process";
import path from "node:path";
import { loadConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { isBackupDue } from "#lib/db/backup/is-backup-due";

export interface ScheduledBackup {
  /** Path of the backup that was made and tried; null where none was due. */
  made: string | null;
  /** Names of older ones that were removed. */
  removed: string[];
}

/** In MB: what the process may take for itself. Backups are streams. */
const HEAP = 256;

/**
 * Makes the automatic backup where one is due, tries it by a restore into a scratch database and removes old ones. It is
 * done by a process of its own, for a whole database that is checked holds its process up. Throws where it failed.
 */
export async function runScheduledBackup(signal?: AbortSignal, now = new Date()): Promise<ScheduledBackup> {
  if (!(await isBackupDue(loadConfig(), now))) return { made: null, removed: [] };
  const commandLine = path.join(/* turbopackIgnore: true */ process.cwd(), "dist/cli/turbo.mjs");
  const args = [`--max-old-space-size=${HEAP}`, commandLine, "backup", "due", "--json"];
  const said = await new Promise<string>((resolve, reject) => {
    execFile(
      process.execPath,
      args,
      { ...(signal ? { signal } : {}), maxBuffer: 16 * 1024 * 1024 },
      (error, out, err) => {
        if (error) reject(new TurboError("internal", `The automatic backup failed: ${reasonIn(err) ?? error.message}`));
        else resolve(out);
      },
    );
  });
  const { made, removed } = JSON.parse(said) as { made: { file: string } | null; removed: string[] };
  return { made: made?.file ?? null, removed };
}

/** What the command line told of its failure, as problem details. */
function reasonIn(errors: string): string | null {
  try {
    return (JSON.parse(errors.trim().split("\n").at(-1) ?? "") as { detail: string }).detail;
  } catch {
    return null;
  }
}
