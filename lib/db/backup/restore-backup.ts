import { existsSync, realpathSync } from "node:fs";
import { copyFile, mkdir, rename } from "node:fs/promises";
import path from "node:path";
import { TurboError } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { uploadsFolder } from "../content-files.ts";
import { migrate, sqlitePath } from "../migrate.ts";
import { openPostgres } from "../open-postgres.ts";
import { syncToDisk } from "../sync-to-disk.ts";
import { contentPlace, extractBackup, readManifest } from "./backup-file.ts";
import { checkSqlite } from "./check-sqlite.ts";
import { type Here, knownHere } from "./here.ts";
import { replaceDatabase, requireUnused } from "./live-sqlite.ts";
import { makeBackup } from "./make-backup.ts";
import { type Manifest, requireFitting } from "./manifest.ts";
import { stampOf } from "./names.ts";
import { one } from "./postgres-dump.ts";
import { loadPostgres } from "./postgres-load.ts";
import { diskRefusal } from "./storage-refusal.ts";
import { withLock, withWorkFolder } from "./work-folder.ts";

export interface Restored {
  manifest: Manifest;
  /** Where the data lies that was there before: a file of SQLite, or a backup. Null where there was none. */
  safety: string | null;
  /** Names of the migrations that the data was brought up to date by. */
  applied: string[];
  /** Attached files whose content is not in the backup or was damaged before it was made, by hash. */
  lost: string[];
}

interface Asked {
  file: string;
  /** The secret key of age; null where there is none. */
  identity: string | null;
  now: Date;
}

/**
 * Puts a backup in the place of the data that is here. All of the backup is read, checked and brought up to date before
 * anything live is touched; what was there is kept. Nobody may have the database open.
 */
export async function restoreBackup(here: Here, asked: Asked): Promise<Restored> {
  const manifest = await readManifest(asked.file, asked.identity);
  requireFitting(manifest, knownHere(here));
  try {
    return await (manifest.engine === "sqlite" ? restoreSqlite(here, asked) : restorePostgres(here, asked));
  } catch (error) {
    throw diskRefusal(error, "Nothing was restored; the data is as it was.");
  }
}

async function restoreSqlite(here: Here, { file, identity, now }: Asked): Promise<Restored> {
  const { url } = here.config.database;
  const named = sqlitePath(url);
  const live = existsSync(named) ? realpathSync(named) : named;
  requireUnused(live);
  return withLock(path.dirname(live), () =>
    withWorkFolder(path.dirname(live), async (work) => {
      const { manifest, database, hashes, damaged } = await extractBackup(file, { identity, folder: work });
      checkSqlite(database, manifest, hashes);
      const applied = await migrate(`file:${database}`, here.prismaFolder);
      requireUnused(database);
      const safety = existsSync(live) ? `${live}.before-restore-${stampOf(now)}-${newId().slice(-4)}` : null;
      requireUnused(live);
      const uploads = uploadsFolder(url);
      for (const hash of hashes) {
        const target = path.join(uploads, contentPlace(hash));
        // A damaged content is better than none, and worse than one that is there.
        if (damaged.includes(hash) && existsSync(target)) continue;
        await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
        await moveFile(path.join(work, "files", contentPlace(hash)), target);
      }
      if (hashes.size > 0) await syncToDisk(uploads);
      await replaceDatabase(live, database, safety);
      return { manifest, safety, applied, lost: [...manifest.files.missing, ...damaged] };
    }),
  );
}

/** Moves a file in one step, also to another disk. */
async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EXDEV")) throw error;
    const near = `${to}.new`;
    await copyFile(from, near);
    await rename(near, to);
  }
}

async function restorePostgres(here: Here, { file, identity, now }: Asked): Promise<Restored> {
  const { config, prismaFolder } = here;
  const { url } = config.database;
  return withWorkFolder(config.dataDirectory, async (work) => {
    const { manifest, database } = await extractBackup(file, { identity, folder: work });
    const hasData = await requireAlone(url);
    const before = hasData ? await makeBackup(here, { name: "before-restore", why: "before-restore", now }) : null;
    await loadPostgres(url, database, manifest, here);
    return { manifest, safety: before?.file ?? null, applied: await migrate(url, prismaFolder), lost: [] };
  });
}

/** Refuses while other connections of the same account use the database; answers whether it holds a Turbo's data. */
async function requireAlone(url: string): Promise<boolean> {
  const client = await openPostgres(url);
  try {
    const { others, holds } = await one<{ others: string; holds: boolean }>(
      client,
      `SELECT (SELECT count(*) FROM pg_stat_activity
               WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()) AS others,
              to_regclass('"_prisma_migrations"') IS NOT NULL AS holds`,
    );
    if (Number(others) === 0) return holds;
    throw new TurboError(
      "conflict",
      `${others} other connections use the database. Nothing was changed. End every Turbo on it (\`turbo stop\`), then restore.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
