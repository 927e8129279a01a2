import { existsSync } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { TurboError } from "#lib/core/errors";
import { requireCurrentSchema } from "#lib/db/migrate";
import { readMigrations } from "#lib/db/migrations";
import { openSnapshot } from "#lib/db/portable/open";
import type { PortableRow, Snapshot } from "#lib/db/portable/portable";
import { lineOf } from "#lib/db/portable/portable-row";
import { counted, type Filled, type FilledTable, type Progress } from "./fill-database.ts";
import { FORMAT_VERSION, MANIFEST, type Manifest, placeOfContent, placeOfTable } from "./manifest.ts";
import { readablePages } from "./readable-pages.ts";
import { type ZipWriter, zipWriter } from "./zip-writer.ts";

/** What this copy of Turbo is. */
export interface Product {
  version: string;
  /** Where its migrations lie. */
  prismaFolder: string;
}

export interface WrittenArchive extends Filled {
  bytes: number;
  /** Markdown files for people. */
  pages: number;
}

/** Writes everything of a database, which may be in use, to a new file of its owner's alone. */
export async function writeArchive(
  url: string,
  file: string,
  product: Product,
  progress: Progress = () => undefined,
): Promise<WrittenArchive> {
  if (existsSync(file))
    throw new TurboError("refused", `${file} is there already. Nothing was written. Name another file.`);
  await requireCurrentSchema(url, product.prismaFolder);
  const snapshot = await openSnapshot(url);
  try {
    return await whole(file, (archive) => fill(archive, snapshot, product, progress));
  } finally {
    await snapshot.close();
  }
}

type Body = AsyncIterable<string | Uint8Array>;

/** An archive on its way to the disk. */
interface Writing extends Pick<ZipWriter, "add"> {
  /** What was added so far. */
  parts: Manifest["parts"];
}

/** Lends an archive to write; the file is there under its name only when it is whole and on the disk. */
async function whole<T>(file: string, work: (archive: Writing) => Promise<T>): Promise<T & { bytes: number }> {
  const partial = `${file}.part`;
  let handle: FileHandle | null = null;
  try {
    handle = await open(partial, "wx", 0o600);
    const zip = zipWriter(handle, new Date());
    const parts: Manifest["parts"] = {};
    const told = await work({
      parts,
      async add(name, body) {
        const part = await zip.add(name, body);
        parts[name] = part;
        return part;
      },
    });
    await zip.end();
    await handle.sync();
    const { size } = await handle.stat();
    await rename(partial, file);
    return { ...told, bytes: size };
  } catch (error) {
    if (handle) await rm(partial, { force: true });
    throw refusalOf(file, error);
  } finally {
    await handle?.close();
  }
}

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : "");
const isThere = (error: unknown) => codeOf(error) === "EEXIST";

function refusalOf(file: string, error: unknown): unknown {
  if (error instanceof TurboError) return error;
  if (isThere(error))
    return new TurboError(
      "refused",
      `${file}.part is there: another archive is being written, or was cut off. Remove it, or name another file.`,
      { cause: error },
    );
  const reason = error instanceof Error ? error.message : String(error);
  const sentence = codeOf(error) === "ENOSPC" ? "The disk is full." : `The archive could not be written: ${reason}.`;
  return new TurboError("refused", `${sentence} No archive was made; the data is as it was.`, { cause: error });
}

async function fill(archive: Writing, snapshot: Snapshot, product: Product, progress: Progress) {
  const createdAt = new Date().toISOString();
  await archive.add("README.md", only(readme(createdAt, product)));
  const tables: FilledTable[] = [];
  progress("Writing the rows.");
  for (const { name } of snapshot.tables) {
    let rows = 0;
    const body = lines(counted(snapshot.rows(name), name, progress), () => rows++);
    const { sha256 } = await archive.add(placeOfTable(name), body);
    tables.push({ table: name, rows, hash: sha256 });
  }
  progress("Writing attached files.");
  const files = await addContents(archive, snapshot);
  progress("Writing pages for people.");
  let pages = 0;
  for await (const { name, body } of readablePages(snapshot)) {
    await archive.add(`readable/${name}`, body);
    pages++;
  }
  const manifest: Manifest = {
    format: "turbo-archive",
    formatVersion: FORMAT_VERSION,
    product: product.version,
    createdAt,
    engine: snapshot.engine,
    migrations: readMigrations(product.prismaFolder, snapshot.engine).map(({ name }) => name),
    rows: Object.fromEntries(tables.map(({ table, rows }) => [table, rows])),
    counters: await snapshot.counters(),
    files: files.kept,
    missing: files.missing,
    parts: { ...archive.parts },
  };
  await archive.add(MANIFEST, only(`${JSON.stringify(manifest, null, 1)}\n`));
  const bytes = files.kept.reduce((sum, { size }) => sum + size, 0);
  return { tables, files: { count: files.kept.length, bytes }, missing: files.missing, pages };
}

async function addContents(archive: Writing, snapshot: Snapshot) {
  const kept: Manifest["files"] = [];
  const missing: string[] = [];
  for (const { hash } of await snapshot.contents()) {
    const { sha256, bytes } = await archive.add(placeOfContent(hash), snapshot.content(hash));
    if (sha256 === hash) kept.push({ hash, size: bytes });
    else missing.push(hash);
  }
  return { kept, missing };
}

async function* only(text: string): Body {
  yield text;
}

/** Characters that go on at once. */
const CHUNK = 64 * 1024;

async function* lines(rows: AsyncIterable<PortableRow>, onRow: () => void): Body {
  let text = "";
  for await (const row of rows) {
    onRow();
    text += lineOf(row);
    if (text.length < CHUNK) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}

function readme(at: string, { version }: Product): string {
  return `# Everything of one Turbo

Written on ${at} by Turbo ${version}.

- \`readable\`: projects, issues, documents and decisions as Markdown, for people.
- \`files\`: attached files, each named by its SHA-256; \`data/Attachment.jsonl\` says what it was called.
- \`data\`: every table, a row a line, as JSON. Instants are RFC 3339, bytes base64; what has no value is left out.
- \`manifest.json\`: what this is, and the SHA-256 of every file.

\`turbo import archive FILE\` puts all of it into an empty Turbo, on SQLite or PostgreSQL. It holds the hashes of passwords and API
keys and whatever was written: keep it like the database itself.
`;
}
