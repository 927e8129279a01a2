import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { TurboError } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { StagedContent } from "#lib/core/staged-content";
import { type ContentStore, LEFT_OVER } from "./content-store.ts";
import type { Database } from "./database.ts";
import { syncToDisk } from "./sync-to-disk.ts";

/** The folder of contents beside a database of SQLite. */
export const uploadsFolder = (url: string) => path.join(path.dirname(url.slice("file:".length)), "uploads");

const stagingOf = (folder: string) => path.join(folder, "staged");
const placeOf = (folder: string, hash: string) => path.join(folder, hash.slice(0, 2), hash);

/** Contents as files of a folder: `ab/abcdef…`, and `staged/` for what is on its way in. */
export function contentFiles(folder: string, { reader, write }: Pick<Database, "reader" | "write">): ContentStore {
  /** The writer's lock keeps others from publishing the same content between the look and the removal. */
  const removeUnused = (hash: string) =>
    write(async (tx) => {
      if (await tx.attachment.findFirst({ where: { hash }, select: { id: true } })) return 0;
      await rm(placeOf(folder, hash), { force: true });
      return 1;
    });

  return {
    stage: (body) => stageFile(folder, body),
    publish: async (_tx, content) => void (await publishFile(folder, content)),
    async release({ place, hash }) {
      await rm(place, { force: true });
      if (!(await reader.attachment.findFirst({ where: { hash }, select: { id: true } }))) await removeUnused(hash);
    },
    async sweep() {
      let removed = 0;
      for (const name of await namesIn(folder)) {
        if (!/^[0-9a-f]{2}$/.test(name)) continue;
        const hashes = await namesIn(path.join(folder, name));
        const found = await reader.attachment.findMany({ where: { hash: { in: hashes } }, select: { hash: true } });
        const used = new Set(found.map(({ hash }) => hash));
        for (const hash of hashes) if (!used.has(hash)) removed += await removeUnused(hash);
      }
      return removed;
    },
    read: (hash, first, last) => createReadStream(placeOf(folder, hash), { start: first, end: last }),
  };
}

/** What a folder holds; nothing where it was never made. */
async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error) => {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  });
}

/** Takes a content in beside the others, where it is none of them yet. */
export async function stageFile(folder: string, body: AsyncIterable<Uint8Array>): Promise<StagedContent> {
  const staging = stagingOf(folder);
  const place = path.join(staging, newId());
  try {
    await mkdir(staging, { recursive: true, mode: 0o700 });
    await clearLeftOvers(staging);
    const file = await open(place, "wx", 0o600);
    try {
      const { hash, size } = await fill(file, body);
      await file.sync();
      return new StagedContent(place, hash, size);
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(place, { force: true });
    throw fileRefusal(error);
  }
}

/** Makes a staged content one of the others; the same one that is there already is replaced by itself, in one step. */
export async function publishFile(
  folder: string,
  { place, hash }: StagedContent,
): Promise<{ place: string; isNew: boolean }> {
  const target = placeOf(folder, hash);
  try {
    const isNew = (await stat(target).catch(() => null)) === null;
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    await rename(place, target);
    await syncToDisk(path.dirname(target));
    await syncToDisk(folder);
    return { place: target, isNew };
  } catch (error) {
    throw fileRefusal(error);
  }
}

/** The bytes of a content; none where there is no file of it. */
export async function* readContentFile(folder: string, hash: string): AsyncIterable<Uint8Array> {
  try {
    yield* createReadStream(placeOf(folder, hash));
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
}

async function fill(file: FileHandle, body: AsyncIterable<Uint8Array>): Promise<{ hash: string; size: number }> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of body) {
    hash.update(chunk);
    size += chunk.byteLength;
    for (let written = 0; written < chunk.byteLength; ) {
      written += (await file.write(chunk, written)).bytesWritten;
    }
  }
  return { hash: hash.digest("hex"), size };
}

async function clearLeftOvers(staging: string): Promise<void> {
  for (const name of await readdir(staging)) {
    const file = path.join(staging, name);
    const found = await stat(file).catch(() => null);
    if (found && Date.now() - found.mtimeMs > LEFT_OVER) await rm(file, { force: true });
  }
}

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : "");

/** The refusal that a failure of the folder becomes; any other error as it is. */
function fileRefusal(error: unknown): unknown {
  const sentence = {
    ENOSPC: "The disk is full. Nothing of this file was kept, all else is. Make room, then try again.",
    EDQUOT: "The disk quota is used up. Nothing of this file was kept, all else is. Make room, then try again.",
    EACCES: "The folder of uploads cannot be written. Nothing of this file was kept. Check its owner and rights.",
    EPERM: "The folder of uploads cannot be written. Nothing of this file was kept. Check its owner and rights.",
    EROFS: "The folder of uploads cannot be written. Nothing of this file was kept. Check its owner and rights.",
    EIO: "The disk failed. Nothing of this file was kept. Check the disk before you go on.",
  }[codeOf(error)];
  return sentence ? new TurboError("database", sentence, { cause: error }) : error;
}
