import { TurboError } from "#lib/core/errors";
import { schemaState } from "../migrate.ts";
import { type Here, knownHere } from "./here.ts";
import { makeBackup } from "./make-backup.ts";

/**
 * Backs up what a migration is about to change, and answers a sentence about it; null where nothing is to be changed or
 * kept. What cannot be backed up is not migrated.
 */
export async function backupBeforeMigration(here: Here, now: Date): Promise<string | null> {
  const { config, prismaFolder } = here;
  const { pending, unknown } = await schemaState(config.database.url, prismaFolder);
  const isEmpty = pending.length === knownHere(here).known.length;
  if (!config.backup.beforeMigration || pending.length === 0 || unknown.length > 0 || isEmpty) return null;
  try {
    const { file } = await makeBackup(here, { name: "before-migration", why: "before-migration", now });
    return `Before the database is brought up to date it was backed up: ${file}`;
  } catch (error) {
    if (!(error instanceof TurboError)) throw error;
    const way = "`turbo db migrate --no-backup` goes on without one.";
    throw new TurboError(error.code, `${error.message} The database was not brought up to date. ${way}`, {
      cause: error,
    });
  }
}
