import { createReadStream, createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { TurboError } from "#lib/core/errors";
import { hashing } from "./hashing.ts";
import { databaseFile, MANIFEST, type Manifest, readManifestText, SUMS } from "./manifest.ts";
import { type Packing, packed, unpacked } from "./packing.ts";
import { NoTar, readTar, type TarFile, writeTar } from "./tar.ts";

type Bytes = AsyncIterable<Uint8Array>;

/** What goes into a backup beside its manifest. */
export interface Payload {
  /** Its copy, a file. */
  database: string;
  /** Contents of attached files by their SHA-256. */
  contents: readonly { hash: string; size: number; file: string }[];
}

/** Where the content of an attached file lies in a backup, and in the folder of uploads. */
export const contentPlace = (hash: string) => `${hash.slice(0, 2)}/${hash}`;
const CONTENT = /^files\/[0-9a-f]{2}\/([0-9a-f]{64})$/;

/** Writes a whole backup to a new file of its owner's alone, and has it on the disk before it answers. */
export async function writeBackupFile(file: string, manifest: Manifest, payload: Payload, packing: Packing) {
  await pipeline(
    packed(writeTar(filesOf(manifest, payload)), packing),
    createWriteStream(file, { flags: "wx", mode: 0o600, flush: true }),
  );
}

async function* filesOf(manifest: Manifest, { database, contents }: Payload): AsyncGenerator<TarFile> {
  const sums: string[] = [];
  const summed = ({ name, size, body }: TarFile): TarFile => ({
    name,
    size,
    body: hashing(body, (hash) => sums.push(`${hash}  ${name}\n`)),
  });
  yield summed(textFile(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`));
  const { bytes } = manifest.database;
  yield summed({ name: databaseFile(manifest), size: bytes, body: createReadStream(database) });
  for (const { hash, size, file } of contents) {
    yield summed({ name: `files/${contentPlace(hash)}`, size, body: createReadStream(file) });
  }
  yield textFile(SUMS, sums.join(""));
}

function textFile(name: string, text: string): TarFile {
  const bytes = Buffer.from(text);
  async function* body() {
    yield bytes;
  }
  return { name, size: bytes.byteLength, body: body() };
}

/** What a backup says of itself. Throws `refused` where it is none, `not_found` where there is no file. */
export async function readManifest(file: string, identity: string | null): Promise<Manifest> {
  return orRefusal(file, async () => {
    for await (const first of readTar(unpacked(createReadStream(file), identity))) return manifestIn(file, first);
    throw foreign(file);
  });
}

export interface Extracted {
  manifest: Manifest;
  /** The file that the database was put into. */
  database: string;
  /** Contents of attached files that are in the backup. */
  hashes: Set<string>;
  /** Those of them that were damaged when the backup was made already. */
  damaged: string[];
}

/**
 * Reads a backup to its end and checks each of its bytes; throws `refused` where one is not as it was written. What it
 * holds is put into `folder`, as `database/…` and `files/…`; with `contents` false only the database is.
 */
export async function extractBackup(
  file: string,
  { identity, folder, contents = true }: { identity: string | null; folder: string; contents?: boolean },
): Promise<Extracted> {
  return orRefusal(file, async () => {
    let manifest: Manifest | null = null;
    const sums = new Map<string, string>();
    const hashes = new Set<string>();
    const damaged: string[] = [];
    let listed: string | null = null;
    for await (const entry of readTar(unpacked(createReadStream(file), identity))) {
      const { name } = entry;
      const keep = (sum: string) => void sums.set(name, sum);
      if (!manifest) manifest = await manifestIn(file, { ...entry, body: hashing(entry.body, keep) });
      else if (name === SUMS) listed = await textOf(entry);
      else {
        const content = CONTENT.exec(name)?.[1];
        if (!content && name !== databaseFile(manifest)) throw new NoTar(`it holds ${name}`);
        const body = hashing(entry.body, keep);
        if (!content || contents) await writeOut(path.join(folder, name), body);
        else for await (const _ of body);
        if (content) hashes.add(content);
        if (content && sums.get(name) !== content) damaged.push(content);
      }
    }
    if (!manifest) throw foreign(file);
    const database = databaseFile(manifest);
    const said = [...sums].map(([name, sum]) => `${sum}  ${name}\n`).join("");
    if (listed !== said || sums.get(database) !== manifest.database.sha256 || hashes.size !== manifest.files.count)
      throw new NoTar("its checksums are not those of what it holds");
    return { manifest, database: path.join(folder, database), hashes, damaged };
  });
}

/** So much is read of a manifest or of checksums, in bytes. */
const MOST_TEXT = 256 * 1024 * 1024;

async function textOf({ size, body }: TarFile): Promise<string> {
  if (size > MOST_TEXT) throw new NoTar("a text in it is too long");
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

async function manifestIn(file: string, first: TarFile): Promise<Manifest> {
  const manifest = first.name === MANIFEST ? readManifestText(await textOf(first)) : null;
  if (!manifest) throw foreign(file);
  return manifest;
}

async function writeOut(file: string, body: Bytes): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await pipeline(body, createWriteStream(file, { flags: "wx", mode: 0o600, flush: true }));
}

function foreign(file: string, cause?: unknown): TurboError {
  return new TurboError("refused", `${file} is not a backup of Turbo. Nothing was changed.`, { cause });
}

/** Errors of the disk that is written to are no fault of the backup. */
const OF_THE_DISK = ["ENOSPC", "EDQUOT", "EACCES", "EPERM", "EROFS", "EIO", "ENOTDIR", "EMFILE"];

async function orRefusal<T>(file: string, read: () => Promise<T>): Promise<T> {
  let begun = false;
  try {
    const first = createReadStream(file, { start: 0, end: 0 });
    for await (const _ of first) begun = true;
    if (!begun) throw new NoTar("it is empty");
    return await read();
  } catch (error) {
    if (error instanceof TurboError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "ENOENT" && !begun)
      throw new TurboError("not_found", `There is no file ${file}. \`turbo backup list\` lists the backups.`);
    if (OF_THE_DISK.includes(code)) throw error;
    if (error instanceof NoTar && /header is damaged|ends too early/.test(error.message) && !(await looksOurs(file)))
      throw foreign(file, error);
    const reason = error instanceof Error ? error.message : String(error);
    const sentence = `${file} is damaged or not whole: ${reason}. Nothing was changed. \`turbo backup verify NAME\` tries another one.`;
    throw new TurboError("refused", sentence, { cause: error });
  }
}

/** Does a file begin as backups do? What does not was never one. */
async function looksOurs(file: string): Promise<boolean> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(file, { start: 0, end: 511 })) chunks.push(chunk as Buffer);
  const head = Buffer.concat(chunks);
  const packedHead = ["age-encryption.org/", "\x28\xb5\x2f\xfd", "\x1f\x8b"];
  const begin = head.toString("latin1");
  return packedHead.some((sign) => begin.startsWith(sign)) || begin.startsWith(MANIFEST);
}
