import { existsSync } from "node:fs";
import { chmod, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { TurboError } from "#lib/core/errors";
import { engineOf } from "../connect.ts";
import { uploadsFolder } from "../content-files.ts";
import { sqlitePath } from "../migrate.ts";
import { requireFile } from "../require-file.ts";
import { syncToDisk } from "../sync-to-disk.ts";
import { makeAgeKey } from "./age-key.ts";
import { contentPlace, type Payload, writeBackupFile } from "./backup-file.ts";
import { type BackupStore, backupStore } from "./backup-store.ts";
import { sha256Of } from "./hashing.ts";
import type { Here } from "./here.ts";
import { FIRST_FORMAT, FORMAT, type Manifest, type Reason } from "./manifest.ts";
import { stemOf } from "./names.ts";
import { endingOf, type Packing } from "./packing.ts";
import { dumpPostgres } from "./postgres-dump.ts";
import { copySqlite, type DatabaseCopy } from "./sqlite-copy.ts";
import { diskRefusal } from "./storage-refusal.ts";
import { type TriedBackup, tryBackup } from "./try-backup.ts";
import { withLock, withWorkFolder } from "./work-folder.ts";

export interface MadeBackup extends TriedBackup {
  file: string;
  /** Of the file. */
  bytes: number;
}

interface Asked {
  name: string;
  why: Reason;
  now: Date;
  /** A file of its own instead of the next one in the folder of backups. */
  output?: string | undefined;
}

/**
 * Backs up the database and the attached files as one file, while others write. The file has its name only once it is
 * whole, on the disk, and was restored into a scratch database to see that it can be.
 */
export async function makeBackup(here: Here, asked: Asked): Promise<MadeBackup> {
  const { directory } = here.config.backup;
  try {
    if (asked.output === undefined) return await withLock(directory, () => makeIn(directory, here, asked));
    const output = path.resolve(asked.output);
    if (existsSync(output))
      throw new TurboError("refused", `${output} is there already, so nothing was written. Name another file.`);
    const folder = path.dirname(output);
    const make = () => makeIn(folder, here, { ...asked, output });
    return await (folder === directory ? withLock(directory, make) : make());
  } catch (error) {
    throw diskRefusal(error, "No backup was made and nothing of it was left; the data is as it was.");
  }
}

function makeIn(folder: string, here: Here, { name, why, now, output }: Asked): Promise<MadeBackup> {
  const { config, version } = here;
  return withWorkFolder(folder, async (work) => {
    const database = path.join(work, "database");
    const { copy, contents, missing } = await gather(here, database);
    const manifest: Manifest = {
      product: "turbo",
      format: copy.form ? FORMAT : FIRST_FORMAT,
      version,
      madeAt: now.toISOString(),
      name,
      why,
      engine: engineOf(config.database.url),
      migrations: copy.migrations,
      database: {
        bytes: copy.bytes,
        sha256: await sha256Of(database),
        ...(copy.form ? { form: copy.form } : {}),
        rows: copy.rows,
      },
      files: { count: contents.length, bytes: contents.reduce((sum, { size }) => sum + size, 0), missing },
    };
    const { packing, identity } = await packingOf(config.backup);
    const file = path.join(work, "backup");
    await writeBackupFile(file, manifest, { database, contents }, packing);
    await rm(database);
    const tried = await tryBackup(here, file, { identity, work });
    const { size: bytes } = await stat(file);
    if (output === undefined)
      return { ...tried, bytes, file: await keep(backupStore(config), file, { name, now, packing }) };
    await rename(file, output);
    await syncToDisk(folder);
    return { ...tried, bytes, file: output };
  });
}

/** A key of this run alone is added to the configured one, so that what was encrypted can be tried. */
async function packingOf({
  compress,
  recipient,
}: Here["config"]["backup"]): Promise<{ packing: Packing; identity: string | null }> {
  if (recipient === null) return { packing: { compress, recipients: [] }, identity: null };
  const own = await makeAgeKey();
  return { packing: { compress, recipients: [recipient, own.recipient] }, identity: own.identity };
}

/** Puts a whole backup among the others, under a name that none of them has; answers where it is. */
async function keep(
  store: BackupStore,
  file: string,
  { name, now, packing }: { name: string; now: Date; packing: Packing },
): Promise<string> {
  const taken = (await store.list()).map((one) => one.name);
  for (let second = 0; ; second++) {
    const called = `${stemOf(name, new Date(now.getTime() + second * 1000))}.tar${endingOf(packing)}`;
    if (taken.includes(called)) continue;
    await store.put(file, called);
    return store.addressOf(called);
  }
}

interface Gathered {
  copy: DatabaseCopy;
  contents: Payload["contents"];
  missing: string[];
}

async function gather({ config, programs }: Here, target: string): Promise<Gathered> {
  const { url } = config.database;
  if (engineOf(url) === "postgres") {
    const copy = await dumpPostgres(url, target, programs);
    await chmod(target, 0o600);
    return { copy, contents: [], missing: [] };
  }
  const first = await copyWithContents(url, target);
  if (first.missing.length === 0) return first;
  // What was deleted since the copy is not in a new one; what is missing then was lost before.
  await rm(target);
  return copyWithContents(url, target);
}

async function copyWithContents(url: string, target: string): Promise<Gathered> {
  requireFile(url);
  const copy = await copySqlite(sqlitePath(url), target);
  const folder = uploadsFolder(url);
  const found = await Promise.all(
    copy.hashes.map(async (hash) => {
      const file = path.join(folder, contentPlace(hash));
      return { hash, file, size: (await stat(file).catch(() => null))?.size ?? null };
    }),
  );
  return {
    copy,
    contents: found.flatMap(({ size, ...one }) => (size === null ? [] : [{ ...one, size }])),
    missing: found.flatMap(({ hash, size }) => (size === null ? [hash] : [])),
  };
}
