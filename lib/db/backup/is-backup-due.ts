import type { Config } from "#lib/core/config";
import { backupStore } from "./backup-store.ts";
import { ENDING, readStem } from "./names.ts";
import { isDue } from "./retention.ts";

/** Is it time for an automatic backup? Looks at the names of those that there are alone. */
export async function isBackupDue(config: Config, now: Date): Promise<boolean> {
  if (!config.backup.enabled) return false;
  const automatic = (await backupStore(config).list())
    .flatMap(({ name }) => readStem(name.replace(ENDING, "")) ?? [])
    .filter(({ why }) => why === "automatic")
    .map(({ madeAt }) => madeAt.getTime());
  return isDue(automatic.length > 0 ? new Date(Math.max(...automatic)) : null, config.backup.frequency, now);
}
