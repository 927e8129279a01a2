import type { ReadContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { defineOperation } from "#lib/core/operation";
import { showLife } from "#lib/domain/claims/keep-hold";
import { beginnings, columnsOf } from "#lib/domain/field-table";
import { requireIssue } from "#lib/domain/issues/queries";
import { viaOf } from "#lib/domain/people/queries";
import { saveReferences } from "#lib/domain/references/save-references";
import type { Subject } from "#lib/domain/subjects/find-subjects";
import { touchSubject } from "#lib/domain/subjects/touch-subject";
import { COMMENT_FIELDS } from "./fields.ts";
import { requireCommentable } from "./require-commentable.ts";
import { Comment, NewComment } from "./schema.ts";
import { commentSearchEntry } from "./search-entry.ts";

export const createComment = defineOperation({
  name: "comments.create",
  summary: "Comment on an issue, initiative, milestone, decision, document or project.",
  access: "write",
  reach: "projects",
  rest: "POST /comments",
  input: NewComment,
  output: Comment,
  authorize: (ctx, input) => requireCommentable(ctx, input),
  async handle(ctx, { body, replyTo }, subject) {
    const values = { body, replyTo: replyTo === undefined ? null : await requireAnswered(ctx, replyTo, subject) };
    const id = newId();
    const via = viaOf(ctx.actor);
    const { projectId } = subject;
    const row = {
      id,
      createdAt: ctx.now,
      updatedAt: ctx.now,
      subjectKind: subject.kind,
      subjectId: subject.id,
      projectId,
      authorId: ctx.actor.user.id,
      ...(via ? { via: { ...via } } : {}),
      ...columnsOf(COMMENT_FIELDS, values),
    };
    await ctx.db.comment.createMany({ data: [row] });
    // A holder that talks lives. To look for a claim costs a statement, and agents are who claims.
    if (subject.kind === "issue" && ctx.actor.key) await showLife(ctx, await requireIssue(ctx, subject.id));
    await touchSubject(ctx, subject);
    const entry = commentSearchEntry({ id, projectId, body });
    await saveReferences(ctx, { kind: "comment", id }, [body], { isNew: true, entry });
    ctx.changed({
      kind: "comment",
      id,
      key: subject.key,
      projectId,
      fields: beginnings(COMMENT_FIELDS, values),
      about: [{ kind: subject.kind, id: subject.id }],
    });
    const issue = subject.kind === "issue" ? subject.key : null;
    return { ...row, ...values, on: subject.key, issue, author: ctx.actor.user, via, version: 1 };
  },
});

/** The id of the comment that is answered: one on the same thing that is not in the bin. */
async function requireAnswered(ctx: ReadContext, ref: string, subject: Subject): Promise<string> {
  const found = await ctx.db.comment.findFirst({
    where: { id: ref.toLowerCase(), subjectId: subject.id, shelf: "live" },
    select: { id: true },
  });
  if (!found) throw invalidField("replyTo", `There is no such comment on ${subject.key}.`);
  return found.id;
}
