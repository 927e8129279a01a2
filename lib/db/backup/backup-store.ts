import { createReadStream, createWriteStream } from "node:fs";
import { readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import type { Config, S3Place } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { syncToDisk } from "../sync-to-disk.ts";
import { sha256Of } from "./hashing.ts";
import { ENDING } from "./names.ts";
import { askS3, textOf } from "./s3-request.ts";
import { withWorkFolder } from "./work-folder.ts";

export interface StoredFile {
  /** With its ending. */
  name: string;
  bytes: number;
  modifiedAt: Date;
}

/** Where backups are kept: a folder, or a bucket. */
export interface BackupStore {
  /** Files that are called as backups are; none where nothing was kept yet. */
  list(): Promise<StoredFile[]>;
  /** Path or address of a file. */
  addressOf(name: string): string;
  /** Moves a whole file in. */
  put(file: string, name: string): Promise<void>;
  /** Lends a file as one of this machine. */
  lend<T>(name: string, work: (file: string) => Promise<T>): Promise<T>;
  remove(name: string): Promise<void>;
  /** Can the begin of each file be read at hand? */
  readonly isNear: boolean;
}

export function backupStore({ backup }: Config): BackupStore {
  return backup.bucket ? bucketStore(backup.bucket, backup.directory) : folderStore(backup.directory);
}

const isBackup = (name: string) => ENDING.test(name) && !name.startsWith(".");

function folderStore(folder: string): BackupStore {
  const addressOf = (name: string) => path.join(folder, name);
  return {
    isNear: true,
    addressOf,
    async list() {
      const names = (await readdir(folder).catch(() => [] as string[])).filter(isBackup);
      const found = await Promise.all(
        names.map(async (name) => ({ name, stats: await stat(addressOf(name)).catch(() => null) })),
      );
      return found.flatMap(({ name, stats }) =>
        stats?.isFile() ? [{ name, bytes: stats.size, modifiedAt: stats.mtime }] : [],
      );
    },
    async put(file, name) {
      await rename(file, addressOf(name));
      await syncToDisk(folder);
    },
    lend: (name, work) => work(addressOf(name)),
    remove: (name) => rm(addressOf(name)),
  };
}

/** The most that a bucket takes by one request, in bytes. */
const MOST = 5 * 1024 ** 3;

/** A bucket of S3 or what speaks like it. What is lent lies in `near` meanwhile. */
function bucketStore(place: S3Place, near: string): BackupStore {
  const prefix = place.prefix && `${place.prefix}/`;
  const keyOf = (name: string) => prefix + name;
  return {
    isNear: false,
    addressOf: (name) => `s3://${place.bucket}/${keyOf(name)}`,
    async list() {
      const files: StoredFile[] = [];
      for (let token = ""; ; ) {
        const query = { "list-type": "2", prefix, ...(token ? { "continuation-token": token } : {}) };
        const page = await textOf(await askS3(place, { method: "GET", key: "", query }));
        for (const [, entry = ""] of page.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
          const name = valueIn(entry, "Key").slice(prefix.length);
          const modifiedAt = new Date(valueIn(entry, "LastModified"));
          if (isBackup(name) && !name.includes("/"))
            files.push({ name, bytes: Number(valueIn(entry, "Size")), modifiedAt });
        }
        token = valueIn(page, "NextContinuationToken");
        if (!token) return files;
      }
    },
    async put(file, name) {
      const { size } = await stat(file);
      if (size > MOST)
        throw new TurboError("too_large", "A bucket takes files of 5 GB at most. Set backup.directory to a folder.");
      const body = { stream: createReadStream(file), size, sha256: await sha256Of(file) };
      (await askS3(place, { method: "PUT", key: keyOf(name), body })).resume();
      await rm(file);
    },
    lend: (name, work) =>
      withWorkFolder(near, async (folder) => {
        const file = path.join(folder, name);
        await pipeline(
          await askS3(place, { method: "GET", key: keyOf(name) }),
          createWriteStream(file, { mode: 0o600 }),
        );
        return work(file);
      }),
    async remove(name) {
      (await askS3(place, { method: "DELETE", key: keyOf(name) })).resume();
    },
  };
}

const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'" };

function valueIn(xml: string, name: string): string {
  const value = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? "";
  return value.replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);
}
