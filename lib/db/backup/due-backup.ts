import { backupStore } from "./backup-store.ts";
import { removeBackups } from "./catalogue.ts";
import type { Here } from "./here.ts";
import { isBackupDue } from "./is-backup-due.ts";
import { type MadeBackup, makeBackup } from "./make-backup.ts";
import { expiredBackups } from "./retention.ts";
import { withLock } from "./work-folder.ts";

export interface DueBackup {
  /** Null where none was due, or automatic backups are switched off. */
  made: MadeBackup | null;
  /** Names of those that were removed. */
  removed: string[];
}

/** Makes the automatic backup where one is due, tried by a restore into a scratch database, and removes what is too old. */
export async function makeDueBackup(here: Here, now: Date): Promise<DueBackup> {
  const { enabled, directory, retentionDays } = here.config.backup;
  if (!enabled) return { made: null, removed: [] };
  const due = await isBackupDue(here.config, now);
  const made = due ? await makeBackup(here, { name: "automatic", why: "automatic", now }) : null;
  const removed = await withLock(directory, () =>
    removeBackups(backupStore(here.config), (all) => expiredBackups(all, retentionDays, now)),
  );
  return { made, removed: removed.map(({ name }) => name) };
}
