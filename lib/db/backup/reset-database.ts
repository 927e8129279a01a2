import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { newId } from "#lib/core/ids";
import { engineOf } from "../connect.ts";
import { migrate, sqlitePath } from "../migrate.ts";
import { openPostgres } from "../open-postgres.ts";
import type { Here } from "./here.ts";
import { replaceDatabase, requireUnused } from "./live-sqlite.ts";
import { makeBackup } from "./make-backup.ts";
import { stampOf } from "./names.ts";
import { EMPTY_SCHEMA } from "./postgres-load.ts";
import { withWorkFolder } from "./work-folder.ts";

/** Puts an empty database in the place of the one that is here. Answers where the old one is kept; null where there was none. */
export async function resetDatabase(here: Here, now: Date): Promise<string | null> {
  const { url } = here.config.database;
  if (engineOf(url) === "postgres") return resetPostgres(here, now);
  const named = sqlitePath(url);
  if (!existsSync(named)) {
    await migrate(url, here.prismaFolder);
    return null;
  }
  const live = realpathSync(named);
  requireUnused(live);
  return withWorkFolder(path.dirname(live), async (work) => {
    const fresh = path.join(work, "turbo.db");
    await migrate(`file:${fresh}`, here.prismaFolder);
    requireUnused(fresh);
    const safety = `${live}.before-reset-${stampOf(now)}-${newId().slice(-4)}`;
    await replaceDatabase(live, fresh, safety);
    return safety;
  });
}

async function resetPostgres(here: Here, now: Date): Promise<string> {
  const { url } = here.config.database;
  const { file } = await makeBackup(here, { name: "before-reset", why: "before-reset", now });
  const client = await openPostgres(url);
  try {
    await client.query(`BEGIN; ${EMPTY_SCHEMA} COMMIT;`);
  } finally {
    await client.end().catch(() => undefined);
  }
  await migrate(url, here.prismaFolder);
  return file;
}
