import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { TurboError } from "#lib/core/errors";
import { readMigrations } from "#lib/db/migrations";
import type { PortableRow, PortableSource } from "#lib/db/portable/portable";
import type { Progress } from "./fill-database.ts";
import { FORMAT_VERSION, MANIFEST, Manifest, placeOfContent, placeOfTable } from "./manifest.ts";
import type { Product } from "./write-archive.ts";

export interface OpenArchive extends PortableSource {
  manifest: Manifest;
  close(): void;
}

/**
 * Opens an archive after reading all of it: what is damaged, cut off, of a newer Turbo or of another program is refused.
 */
export async function openArchive(
  file: string,
  product: Product,
  progress: Progress = () => undefined,
): Promise<OpenArchive> {
  const zip = await opened(file);
  try {
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
    const manifest = await readManifest(zip, entries, file);
    requireKnown(manifest, product);
    progress("Checking the archive.");
    await requireWhole(zip, entries, manifest);
    return source(zip, entries, manifest);
  } catch (error) {
    zip.close();
    throw error instanceof TurboError ? error : damaged(file, error);
  }
}

function source(zip: ZipFile, entries: ReadonlyMap<string, Entry>, manifest: Manifest): OpenArchive {
  const bytesOf = (name: string) => contentOf(zip, entries, name);
  return {
    manifest,
    tables: Object.keys(manifest.rows).map((name) => ({ name })),
    async *rows(table) {
      for await (const line of lines(bytesOf(placeOfTable(table)))) yield JSON.parse(line) as PortableRow;
    },
    counters: async () => manifest.counters,
    contents: async () => manifest.files,
    content: (hash) => bytesOf(placeOfContent(hash)),
    close: () => zip.close(),
  };
}

async function opened(file: string): Promise<ZipFile> {
  try {
    return await openPromise(file, { autoClose: false });
  } catch (error) {
    if (error instanceof Error && "code" in error) {
      throw new TurboError("not_found", `${file} cannot be read: ${error.message}.`, { cause: error });
    }
    throw (await beginsAsZip(file)) ? damaged(file, error) : foreign(file);
  }
}

async function beginsAsZip(file: string): Promise<boolean> {
  const handle = await open(file, "r");
  const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0).finally(() => handle.close());
  return buffer.equals(Buffer.from("PK\u0003\u0004", "latin1"));
}

const foreign = (file: string) =>
  new TurboError("refused", `${file} is not an archive that \`turbo export archive\` wrote. Nothing was changed.`);

function damaged(what: string, cause?: unknown): TurboError {
  return new TurboError(
    "refused",
    `${what} is damaged or cut off. Nothing was changed. Take another copy of the archive.`,
    { cause },
  );
}

async function* contentOf(zip: ZipFile, entries: ReadonlyMap<string, Entry>, name: string): AsyncIterable<Uint8Array> {
  const entry = entries.get(name);
  if (!entry) throw damaged(name);
  yield* await zip.openReadStreamPromise(entry);
}

async function readManifest(zip: ZipFile, entries: ReadonlyMap<string, Entry>, file: string): Promise<Manifest> {
  const entry = entries.get(MANIFEST);
  if (!entry) throw foreign(file);
  const chunks: Uint8Array[] = [];
  for await (const chunk of contentOf(zip, entries, MANIFEST)) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  // It tells the hashes of the others; its own sum is the one that every file in a zip has.
  if (crc32(bytes) !== entry.crc32) throw damaged(file);
  const said = JSON.parse(bytes.toString("utf8")) as { format?: unknown; formatVersion?: unknown; product?: unknown };
  if (said.format !== "turbo-archive") throw foreign(file);
  if (Number(said.formatVersion) > FORMAT_VERSION) throw newer(String(said.product));
  return Manifest.parse(said);
}

function newer(version: string): TurboError {
  return new TurboError(
    "refused",
    `The archive was written by a newer Turbo (${version}). Nothing was changed. Install that version, or a later one, and import it there.`,
  );
}

function requireKnown(manifest: Manifest, { prismaFolder }: Product): void {
  const known = new Set(readMigrations(prismaFolder, "sqlite").map(({ name }) => name));
  if (manifest.migrations.some((name) => !known.has(name))) throw newer(manifest.product);
}

/** Reads every file and compares it with what the manifest says of it. */
async function requireWhole(zip: ZipFile, entries: ReadonlyMap<string, Entry>, manifest: Manifest): Promise<void> {
  const needed = [
    ...Object.keys(manifest.rows).map(placeOfTable),
    ...manifest.files.map(({ hash }) => placeOfContent(hash)),
  ];
  for (const name of needed) if (!(name in manifest.parts)) throw damaged(name);
  for (const [name, { bytes, sha256 }] of Object.entries(manifest.parts)) {
    const hash = createHash("sha256");
    let size = 0;
    try {
      for await (const chunk of contentOf(zip, entries, name)) {
        hash.update(chunk);
        size += chunk.byteLength;
      }
    } catch (error) {
      throw damaged(name, error);
    }
    if (size !== bytes || hash.digest("hex") !== sha256) throw damaged(name);
  }
}

const LINE_END = 0x0a;

/** The lines of a file, which end as JSON lines do and in no other way. */
async function* lines(bytes: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  let begun: Uint8Array[] = [];
  for await (const chunk of bytes) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END, from)) {
      yield Buffer.concat([...begun, chunk.subarray(from, end)]).toString("utf8");
      begun = [];
      from = end + 1;
    }
    if (from < chunk.byteLength) begun.push(chunk.subarray(from));
  }
  if (begun.length > 0) yield Buffer.concat(begun).toString("utf8");
}
