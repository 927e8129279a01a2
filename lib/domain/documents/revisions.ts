import { type Bound, bindings } from "#lib/core/bindings";
import type { ReadContext, WriteContext } from "#lib/core/context";
import { notFound } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { type LongText, readLongTexts } from "#lib/core/long-text";
import { instantOf, jsonOf, type Row, textOf } from "#lib/core/row-value";
import { personOf } from "#lib/domain/people/person-of";
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
  const via = viaOf(ctx.actor);
  const data = revisions.map(({ body, ...revision }) => ({
    id: newId(),
    createdAt: ctx.now,
    authorId: ctx.actor.user.id,
    ...(via ? { via: { ...via } } : {}),
    ...revision,
    hash: body.hash,
    length: body.text.length,
  }));
  await ctx.db.revision.createMany({ data });
}

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
      throw notFound(path, message);
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
       u."id" AS "authorId", u."handle" AS "authorHandle", u."name" AS "authorName"${columns}
     FROM "Revision" r LEFT JOIN "User" u ON u."id" = r."authorId" WHERE ${where}`,
    ...values,
  );
}

function toRevision(row: Row): Revision {
  return {
    number: Number(row.number),
    title: String(row.title),
    note: String(row.note),
    author: personOf(row, "author"),
    via: jsonOf<Revision["via"]>(row.via),
    length: Number(row.length),
    hash: String(row.hash),
    createdAt: instantOf(row.createdAt) ?? "",
  };
}
