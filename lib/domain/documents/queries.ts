import { type Bound, bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { notFound, type TurboError } from "#lib/core/errors";
import { isId } from "#lib/core/ids";
import type { Row } from "#lib/core/row-value";
import type { KeysetQuery, KeysetValue } from "#lib/db/keyset";
import { findSubjects, type Subject } from "#lib/domain/subjects/find-subjects";
import { idBySource } from "#lib/domain/subjects/id-by-source";
import { requireInUse, requireProjectInUse } from "#lib/domain/subjects/in-use";
import { seenOnly } from "#lib/domain/subjects/seen-only";
import { readSubjectKey, subjectKey } from "#lib/domain/subjects/subject-key";
import { type StoredDocument, toDocumentLine, toStoredDocument } from "./document-row.ts";
import { documentPageSql, documentSql } from "./document-sql.ts";
import type { DocumentLine } from "./schema.ts";

/** The document of a key or id, binned ones included. Throws `not_found`. */
export async function requireDocument(ctx: ReadContext, ref: string, path = "document"): Promise<StoredDocument> {
  const found = await findDocument(ctx, ref);
  if (found) return found;
  throw noDocument(ref, path);
}

/** A document that can be changed: one in the bin, or whose project is there, has to be restored first. */
export async function requireUsableDocument(ctx: ReadContext, ref: string, path = "document"): Promise<StoredDocument> {
  return requireInUse(await requireDocument(ctx, ref, path));
}

/** A document to put into the bin or take out of it: its project is in use. */
export async function requireShelvedDocument(ctx: ReadContext, ref: string): Promise<StoredDocument> {
  return requireProjectInUse(await requireDocument(ctx, ref));
}

/** The same without its body, for what only needs to know which one it is. */
export async function requireDocumentSlot(
  ctx: ReadContext,
  ref: string,
  path = "document",
): Promise<Subject & { projectId: string }> {
  const found = (await findSubjects(ctx, [ref])).get(ref);
  if (found?.kind !== "document" || found.projectId === null) throw noDocument(ref, path);
  return { ...found, projectId: found.projectId };
}

function noDocument(ref: string, path: string): TurboError {
  return notFound(path, `There is no document "${ref.slice(0, 80)}". Keys look like TURBO-DOC4.`);
}

/** Documents whole, in no order; what the actor may not see is left out. */
export async function findDocuments(ctx: ReadContext, ids: readonly string[]): Promise<StoredDocument[]> {
  if (ids.length === 0) return [];
  const { values, bindAll } = bindings(ctx.database.engine);
  return read(ctx, `d."id" IN (${bindAll(ids)})`, values);
}

/** Documents whole by key or id, binned ones included, in one statement; by the reference as given. */
export async function findDocumentsByRef(
  ctx: ReadContext,
  refs: readonly string[],
): Promise<Map<string, StoredDocument>> {
  const { values, bind } = bindings(ctx.database.engine);
  const wanted = refs.flatMap((ref) => {
    const key = readSubjectKey(ref);
    if (isId(ref)) return [{ ref, name: ref.toLowerCase(), id: bind(ref.toLowerCase()) }];
    if (key?.kind !== "document" || key.project === null) return [];
    const id = `(SELECT x."id" FROM "Document" x JOIN "Project" xp ON xp."id" = x."projectId"
      WHERE xp."key" = ${bind(key.project)} AND x."number" = ${bind(key.number)})`;
    return [{ ref, name: subjectKey(key), id }];
  });
  if (wanted.length === 0) return new Map();
  const found = await read(ctx, `d."id" IN (${wanted.map(({ id }) => id).join(", ")})`, values);
  return new Map(
    wanted.flatMap(({ ref, name }) =>
      found.filter(({ id, key }) => id === name || key === name).map((one) => [ref, one]),
    ),
  );
}

/** One page of documents as lists show them, found and read by one statement. */
export async function findDocumentPage(
  ctx: ReadContext,
  query: Omit<KeysetQuery, "table">,
): Promise<{ items: DocumentLine[]; next: KeysetValue[] | null }> {
  const { rows, next } = await ctx.database.keysetRows<Row>(ctx.db, { table: "Document", ...query }, (page) =>
    documentPageSql(ctx, page, query.order),
  );
  return { items: rows.map(toDocumentLine), next };
}

async function findDocument(ctx: ReadContext, ref: string): Promise<StoredDocument | null> {
  const { values, bind } = bindings(ctx.database.engine);
  if (isId(ref)) return (await read(ctx, `d."id" = ${bind(ref.toLowerCase())}`, values))[0] ?? null;
  const key = readSubjectKey(ref);
  if (key?.kind !== "document" || key.project === null) {
    const id = await idBySource(ctx, "document", ref);
    return id === null ? null : ((await read(ctx, `d."id" = ${bind(id)}`, values))[0] ?? null);
  }
  const where = `p."key" = ${bind(key.project)} AND d."number" = ${bind(key.number)}`;
  return (await read(ctx, where, values))[0] ?? null;
}

async function read(ctx: ReadContext, where: string, values: readonly Bound[]): Promise<StoredDocument[]> {
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(documentSql(ctx, `${where}${seenOnly(ctx, "d")}`), ...values);
  return rows.map(toStoredDocument);
}
