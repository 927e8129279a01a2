import type { Actor } from "#lib/core/actor";
import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { notFound, TurboError } from "#lib/core/errors";
import { instantOf, jsonOf, type Row, textOf } from "#lib/core/row-value";
import { inOrderOf } from "#lib/domain/lists/list-page";
import { mayChangeWorkOf } from "#lib/domain/people/may-change-work-of";
import { personOf } from "#lib/domain/people/person-of";
import type { Via } from "#lib/domain/people/schema";
import type { Subject } from "#lib/domain/subjects/find-subjects";
import { requireInUse } from "#lib/domain/subjects/in-use";
import { subjectOf, subjectSql } from "#lib/domain/subjects/subject-sql";
import type { Comment } from "./schema.ts";

/** A comment as this code holds it. */
export interface StoredComment extends Comment {
  subject: Subject;
  projectId: string | null;
  shelf: "live" | "binned";
}

/** The comments of these ids that the actor may see, in their order, in one statement. */
export async function findComments(ctx: ReadContext, ids: readonly string[]): Promise<StoredComment[]> {
  if (ids.length === 0) return [];
  const { values, bindAll } = bindings(ctx.database.engine);
  const subject = subjectSql(ctx, `c."subjectId"`);
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT c."id", c."createdAt", c."updatedAt", c."version", c."replyToId", c."body", c."via", c."shelf",
       u."id" AS "authorId", u."handle" AS "authorHandle", u."name" AS "authorName", ${subject.columns}
     FROM "Comment" c ${subject.joins} LEFT JOIN "User" u ON u."id" = c."authorId"
     WHERE c."id" IN (${bindAll(ids)})${subject.seen}`,
    ...values,
  );
  return inOrderOf(ids, rows.map(toStoredComment));
}

/** The comment of an id, binned ones included, that the actor may change. Throws `not_found`, `refused` or `forbidden`. */
export async function requireOwnComment(ctx: ReadContext, ref: string): Promise<StoredComment> {
  const [found] = await findComments(ctx, [ref.toLowerCase()]);
  if (!found) throw notFound("comment", `There is no comment "${ref.slice(0, 80)}".`);
  requireInUse(found.subject);
  const why = whyNotOwn(ctx.actor, found);
  if (why !== null) throw new TurboError("forbidden", why);
  return found;
}

/** Why the actor may not change a comment; null where they may. */
export function whyNotOwn(actor: Actor, { author }: StoredComment): string | null {
  if (mayChangeWorkOf(actor, author?.id ?? null)) return null;
  return `This comment is by ${author ? `@${author.handle}` : "nobody here"}. Only its author, an owner or an admin may change it.`;
}

function toStoredComment(row: Row): StoredComment {
  const subject = subjectOf(row);
  return {
    id: String(row.id),
    on: subject.key,
    issue: subject.kind === "issue" ? subject.key : null,
    author: personOf(row, "author"),
    via: jsonOf<Via | null>(row.via),
    replyTo: textOf(row.replyToId),
    body: String(row.body),
    version: Number(row.version),
    createdAt: instantOf(row.createdAt) ?? "",
    updatedAt: instantOf(row.updatedAt) ?? "",
    subject,
    projectId: subject.projectId,
    shelf: row.shelf as StoredComment["shelf"],
  };
}
