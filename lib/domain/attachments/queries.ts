import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { notFound } from "#lib/core/errors";
import { instantOf, jsonOf, type Row, textOf } from "#lib/core/row-value";
import { inOrderOf } from "#lib/domain/lists/list-page";
import { personOf } from "#lib/domain/people/person-of";
import type { Via } from "#lib/domain/people/schema";
import { subjectOf, subjectSql } from "#lib/domain/subjects/subject-sql";
import { type Carrier, requireUsable } from "./require-carrier.ts";
import { type Attachment, contentOf } from "./schema.ts";

/** An attachment as this code holds it. */
export interface StoredAttachment extends Attachment {
  carrier: Carrier;
  shelf: "live" | "binned";
}

/** The attachments of these ids that the actor may see, in their order, in one statement. */
export async function findAttachments(ctx: ReadContext, ids: readonly string[]): Promise<StoredAttachment[]> {
  if (ids.length === 0) return [];
  const { values, bindAll } = bindings(ctx.database.engine);
  const subject = subjectSql(ctx, `a."subjectId"`);
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT a."id", a."createdAt", a."name", a."mediaType", a."size", a."hash", a."via", a."shelf",
       u."id" AS "authorId", u."handle" AS "authorHandle", u."name" AS "authorName",
       sc."id" AS "commentId", sc."authorId" AS "commenterId", CAST(sc."shelf" AS TEXT) AS "commentShelf", ${subject.columns}
     FROM "Attachment" a ${subject.joins} LEFT JOIN "User" u ON u."id" = a."authorId"
     WHERE a."id" IN (${bindAll(ids)})${subject.seen}`,
    ...values,
  );
  return inOrderOf(ids, rows.map(toStoredAttachment));
}

/** The attachment of an id; one that lies in the bin only where asked for. Throws `not_found`. */
export async function requireAttachment(
  ctx: ReadContext,
  ref: string,
  { binned = false } = {},
): Promise<StoredAttachment> {
  const [found] = await findAttachments(ctx, [ref.toLowerCase()]);
  if (found && (binned || found.shelf === "live")) return found;
  throw notFound(
    "attachment",
    found
      ? `"${found.name}" on ${found.on} is in the bin. Restore it first.`
      : `There is no attachment "${ref.slice(0, 80)}".`,
  );
}

/** The attachment of an id, binned ones included, that the actor may change. Throws `not_found`, `refused` or `forbidden`. */
export async function requireOwnAttachment(ctx: ReadContext, ref: string): Promise<StoredAttachment> {
  const found = await requireAttachment(ctx, ref, { binned: true });
  requireUsable(ctx, found.carrier);
  return found;
}

function toStoredAttachment(row: Row): StoredAttachment {
  const subject = subjectOf(row);
  const commentId = textOf(row.commentId);
  const id = String(row.id);
  const mediaType = String(row.mediaType);
  return {
    id,
    on: subject.key,
    comment: commentId,
    name: String(row.name),
    mediaType,
    size: Number(row.size),
    hash: String(row.hash),
    ...contentOf(id, mediaType),
    author: personOf(row, "author"),
    via: jsonOf<Via | null>(row.via),
    createdAt: instantOf(row.createdAt) ?? "",
    carrier: {
      subject,
      comment: commentId
        ? { id: commentId, authorId: textOf(row.commenterId), binned: row.commentShelf === "binned" }
        : null,
    },
    shelf: row.shelf as StoredAttachment["shelf"],
  };
}
