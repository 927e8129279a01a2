import { type Bound, bindings } from "#lib/core/bindings";
import type { ReadContext, WriteContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { boundRows } from "#lib/core/json-rows";
import { type LongText, readLongTexts } from "#lib/core/long-text";
import { NEW_DOCUMENT, type NewDocumentRow } from "#lib/core/new-document";
import { instantOf, jsonOf, type Row, textOf } from "#lib/core/row-value";
import { viaOf } from "#lib/domain/people/queries";
import type { Revision } from "./schema.ts";

interface NewRevision {
  documentId: string;
  number: number;
  title: string;
  body: LongText;
  note: string;
}

/**
 * Writes revisions. Their bodies are not written with them: the latest is the document's own, and `ctx.changed` keeps the
 * LongText that a change took away, so every revision's hash leads either there or to the document.
 */
export async function insertRevisions(ctx: WriteContext, revisions: readonly NewRevision[]): Promise<void> {
  await ctx.db.revision.createMany({ data: revisionRows(ctx, revisions) });
}

function revisionRows(ctx: WriteContext, revisions: readonly NewRevision[]) {
  const via = viaOf(ctx.actor);
  return revisions.map(({ body, ...revision }) => ({
    id: newId(),
    createdAt: ctx.now,
    authorId: ctx.actor.user.id,
    ...(via ? { via: { ...via } } : {}),
    ...revision,
    hash: body.hash,
    length: body.text.length,
  }));
}

interface Parts {
  /** The document itself, where it is new. */
  made?: NewDocumentRow;
  /** Names of labels that it loses. */
  removed?: readonly string[];
  /** Ids of labels that it gains. */
  added: readonly string[];
  revision: Omit<NewRevision, "documentId"> | null;
}

/** Writes a document's labels and its revision, and a new one itself, in one statement; none where there is nothing to write. */
export async function saveParts(
  ctx: WriteContext,
  id: string,
  { made, removed = [], added, revision }: Parts,
): Promise<void> {
  if (removed.length + added.length === 0 && !revision) return;
  const postgres = ctx.database.engine === "postgres";
  const at = postgres ? ctx.now.toISOString() : ctx.now.toISOString().replace("Z", "+00:00");
  const rows = revisionRows(ctx, revision ? [{ documentId: id, ...revision }] : []).map((row) => [
    ...[row.id, at, id, row.number, row.authorId, row.via ?? null, row.note, row.title, row.hash, row.length],
  ]);
  const [gone, come, revisions] = [removed, added, rows].map((list) => JSON.stringify(list));
  const documents = boundRows(ctx.database.engine, made ? [made] : []);
  await ctx.db.$executeRawUnsafe(
    postgres
      ? PARTS_ON_POSTGRES
      : `INSERT INTO "document_parts" ("id", "removed", "added", "revisions", "documents") VALUES (?, ?, ?, ?, ?)`,
    ...[id, gone, come, revisions, documents],
  );
}

const COLUMNS = NEW_DOCUMENT.map((name) => `"${name}"`).join(", ");
/** The SQLite trigger "write_document_parts" does the same. */
const PARTS_ON_POSTGRES = `WITH made AS (
    INSERT INTO "Document" (${COLUMNS}) SELECT ${COLUMNS} FROM jsonb_populate_recordset(NULL::"Document", $5::jsonb)
  ), gone AS (
    DELETE FROM "DocumentLabel" WHERE "documentId" = $1
      AND "labelId" IN (SELECT "id" FROM "Label" WHERE "name" IN (SELECT jsonb_array_elements_text($2::jsonb)))
  ), come AS (
    INSERT INTO "DocumentLabel" ("documentId", "labelId")
    SELECT $1, r.v FROM jsonb_array_elements_text($3::jsonb) AS r(v) ON CONFLICT DO NOTHING
  ) INSERT INTO "Revision" ("id", "createdAt", "documentId", "number", "authorId", "via", "note", "title", "hash", "length")
    SELECT r.v ->> 0, (r.v ->> 1)::timestamp(3), r.v ->> 2, (r.v ->> 3)::int, r.v ->> 4, NULLIF(r.v -> 5, 'null'::jsonb),
      r.v ->> 6, r.v ->> 7, r.v ->> 8, (r.v ->> 9)::int FROM jsonb_array_elements($4::jsonb) AS r(v)`;

/** Revisions of a document below a number, newest first. */
export async function findRevisions(
  ctx: ReadContext,
  documentId: string,
  { below, limit }: { below: number; limit: number },
): Promise<Revision[]> {
  const { values, bind } = bindings(ctx.database.engine);
  const where = `r."documentId" = ${bind(documentId)} AND r."number" < ${bind(below)} ORDER BY r."number" DESC LIMIT ${limit}`;
  return (await read(ctx, { where }, values)).map(toRevision);
}

/** Revisions of a document with their bodies, in the order of the numbers. Throws `not_found`. */
export async function requireRevisions(
  ctx: ReadContext,
  { id, key }: { id: string; key: string },
  wanted: Readonly<Record<string, number>>,
): Promise<(Revision & { body: string })[]> {
  const numbers = Object.values(wanted);
  const { values, bind, bindAll } = bindings(ctx.database.engine);
  const where = `r."documentId" = ${bind(id)} AND r."number" IN (${bindAll(numbers)})`;
  const rows = await read(ctx, { columns: OWN_BODY, where }, values);
  const kept = await readLongTexts(
    ctx,
    rows.filter((row) => textOf(row.body) === null).map((row) => String(row.hash)),
  );
  return Object.entries(wanted).map(([path, number]) => {
    const row = rows.find((one) => Number(one.number) === number);
    if (!row) {
      const message = `${key} has no revision ${number}; documents.revisions lists those there are.`;
      throw new TurboError("not_found", message, { fields: [{ path, message }] });
    }
    return { ...toRevision(row), body: textOf(row.body) ?? kept.get(String(row.hash)) ?? "" };
  });
}

/** The document's own body, where the revision's is not kept elsewhere. */
const OWN_BODY = `, CASE WHEN NOT EXISTS (SELECT 1 FROM "LongText" l WHERE l."hash" = r."hash")
  THEN (SELECT d."body" FROM "Document" d WHERE d."id" = r."documentId") END AS "body"`;

function read(
  ctx: ReadContext,
  { columns = "", where }: { columns?: string; where: string },
  values: readonly Bound[],
): Promise<Row[]> {
  return ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT r."number", r."title", r."note", r."via", r."hash", r."length", r."createdAt",
       u."id" AS "authorId", u."handle", u."name"${columns}
     FROM "Revision" r LEFT JOIN "User" u ON u."id" = r."authorId" WHERE ${where}`,
    ...values,
  );
}

function toRevision(row: Row): Revision {
  const author = textOf(row.authorId);
  return {
    number: Number(row.number),
    title: String(row.title),
    note: String(row.note),
    author: author === null ? null : { id: author, handle: String(row.handle), name: String(row.name) },
    via: jsonOf<Revision["via"]>(row.via),
    length: Number(row.length),
    hash: String(row.hash),
    createdAt: instantOf(row.createdAt) ?? "",
  };
}
