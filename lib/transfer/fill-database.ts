import { TurboError } from "#lib/core/errors";
import { connect } from "#lib/db/connect";
import { openFilling } from "#lib/db/portable/open";
import type { Filling, PortableRow, PortableSource, PortableTable, Snapshot } from "#lib/db/portable/portable";
import { lineOf, tally } from "#lib/db/portable/portable-row";
import { keepSearchCurrent } from "#lib/domain/search/keep-search-current";

/** What came over of a table; the hash is of its rows as lines in the portable form, the same on both engines. */
export interface FilledTable {
  table: string;
  rows: number;
  /** SHA-256 in hexadecimal. */
  hash: string;
}

export interface Filled {
  tables: FilledTable[];
  /** The contents of attached files. */
  files: { count: number; bytes: number };
  /** Hashes of contents that are missing or damaged where they were read. */
  missing: string[];
}

/** Hears what is being done, as a sentence. */
export type Progress = (sentence: string) => void;

/** Rows and bytes that are written at once, at most; one row may be larger. */
const BATCH_ROWS = 500;
const BATCH_BYTES = 1024 * 1024;

/** What a start leaves in a database that nobody has used yet. */
const OF_A_START = ["OneTimeToken", "Setting"];

/**
 * Puts everything of a source into a database, whose schema is up to date, in one transaction: it ends whole and compared
 * with the source, or as it was before. The search index is written afterwards; a server does that too where it is missing.
 */
export async function fillDatabase(
  url: string,
  source: PortableSource,
  { replace, progress }: { replace: boolean; progress: Progress },
): Promise<Filled> {
  const target = await openFilling(url);
  try {
    requirePlaces(target, source);
    if (!replace) await requireEmpty(target);
    await target.clear();
    progress("Copying the rows.");
    const tables: FilledTable[] = [];
    for (const table of target.tables) {
      const rows = counted(source.rows(table.name), table.name, progress);
      tables.push({ table: table.name, ...(await fillTable(target, table, rows)) });
    }
    const files = await fillContents(target, source, progress);
    await target.setCounters(await source.counters());
    progress("Comparing.");
    for (const { table, hash } of tables) await requireSame(target, table, hash);
    await target.commit();
    return { tables, ...files };
  } catch (error) {
    throw whole(error);
  } finally {
    await target.close();
  }
}

/** Writes the search index of a database that was filled. */
export async function writeSearch(url: string, progress: Progress): Promise<void> {
  progress("Writing the search index.");
  const database = connect({ url });
  try {
    await keepSearchCurrent(database);
  } finally {
    await database.close();
  }
}

/** Every table of the source has one here. */
function requirePlaces(target: Filling, { tables }: PortableSource): void {
  const lost = tables.find(({ name }) => !target.tables.some((table) => table.name === name));
  if (lost) throw new TurboError("refused", `There is no place for the table ${lost.name}. Nothing was changed.`);
}

async function requireEmpty(target: Filling): Promise<void> {
  for (const { name } of target.tables) {
    if (OF_A_START.includes(name) || (await isEmpty(target, name))) continue;
    throw new TurboError(
      "refused",
      `The target is not empty: it holds ${await inventory(target)}. Nothing was changed. Name an empty one, or give --replace, which takes all of that away for good.`,
    );
  }
}

async function isEmpty(target: Snapshot, table: string): Promise<boolean> {
  for await (const _ of target.rows(table)) return false;
  return true;
}

/** `2 people and 3 projects (APP, WEB, …)` */
async function inventory(target: Snapshot): Promise<string> {
  const count = async (table: string, named: (row: PortableRow) => unknown) => {
    const names: unknown[] = [];
    for await (const row of target.rows(table)) names.push(named(row));
    return names;
  };
  const people = await count("User", ({ handle }) => handle);
  const projects = await count("Project", ({ key }) => key);
  const some = projects.slice(0, 5).join(", ") + (projects.length > 5 ? ", …" : "");
  const counted = (many: number, one: string, more: string) => `${many} ${many === 1 ? one : more}`;
  const named = projects.length === 0 ? "" : ` (${some})`;
  return `${counted(people.length, "person", "people")} and ${counted(projects.length, "project", "projects")}${named}`;
}

/** Rows after which it is said again how many there were. */
const SAID = 50_000;

/** The same rows, and how many there were so far where they are many. */
export async function* counted(
  rows: AsyncIterable<PortableRow>,
  table: string,
  progress: Progress,
): AsyncIterable<PortableRow> {
  let count = 0;
  for await (const row of rows) {
    yield row;
    if (++count % SAID === 0) progress(`${table}: ${count.toLocaleString("en")} rows.`);
  }
}

async function fillTable(target: Filling, table: PortableTable, source: AsyncIterable<PortableRow>) {
  const total = tally();
  let batch: PortableRow[] = [];
  let bytes = 0;
  for await (const row of source) {
    const line = lineOf(row);
    total.add(line);
    batch.push(row);
    bytes += line.length;
    if (batch.length < BATCH_ROWS && bytes < BATCH_BYTES) continue;
    await target.insert(table, batch);
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) await target.insert(table, batch);
  return total.result();
}

async function fillContents(target: Filling, source: PortableSource, progress: Progress) {
  const contents = await source.contents();
  if (contents.length > 0) progress(`Copying ${contents.length === 1 ? "1 file" : `${contents.length} files`}.`);
  const missing: string[] = [];
  let bytes = 0;
  for (const { hash, size } of contents) {
    if (await target.putContent(hash, source.content(hash))) bytes += size;
    else missing.push(hash);
  }
  return { files: { count: contents.length - missing.length, bytes }, missing };
}

async function requireSame(target: Filling, table: string, hash: string): Promise<void> {
  const found = tally();
  for await (const row of target.rows(table)) found.add(lineOf(row));
  if (found.result().hash === hash) return;
  throw new TurboError("database", `${table} did not arrive as it was sent. The target is as it was before.`);
}

/** A failure of a database on the way, told with what became of the target. */
function whole(error: unknown): unknown {
  if (error instanceof TurboError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new TurboError("database", `That failed: ${reason}. The target is as it was before. Try again.`, {
    cause: error,
  });
}
