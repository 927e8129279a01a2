import { readdir } from "node:fs/promises";
import type { Config } from "#lib/core/config";
import { ENDING, readStem } from "./names.ts";
import { isDue } from "./retention.ts";

/** Is it time for an automatic backup? Looks at the names in the folder of backups alone. */
export async function isBackupDue({ backup }: Config, now: Date): Promise<boolean> {
  if (!backup.enabled) return false;
  const names = await readdir(backup.directory).catch(() => [] as string[]);
  const automatic = names
    .filter((name) => ENDING.test(name))
    .flatMap((name) => readStem(name.replace(ENDING, "")) ?? [])
    .filter(({ why }) => why === "automatic")
    .map(({ madeAt }) => madeAt.getTime());
  return isDue(automatic.length > 0 ? new Date(Math.max(...automatic)) : null, backup.frequency, now);
}
