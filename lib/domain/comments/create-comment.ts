import { briefValue } from "#lib/core/brief-value";
import type { ReadContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { defineOperation } from "#lib/core/operation";
import { requireUsableIssue } from "#lib/domain/issues/queries";
import { touchIssue } from "#lib/domain/issues/touch-issue";
import { viaOf } from "#lib/domain/people/queries";
import { Comment, NewComment } from "./schema.ts";
import { commentSearchEntry } from "./search-entry.ts";

export const createComment = defineOperation({
  name: "comments.create",
  summary: "Comment on an issue.",
  access: "write",
  rest: "POST /issues/:issue/comments",
  input: NewComment,
  output: Comment,
  authorize: (ctx, { issue }) => requireUsableIssue(ctx, issue),
  async handle(ctx, { body, replyTo }, issue) {
    const answered = replyTo === undefined ? null : await requireAnswered(ctx, replyTo, issue);
    const id = newId();
    const via = viaOf(ctx.actor);
    const row = {
      id,
      createdAt: ctx.now,
      updatedAt: ctx.now,
      subjectKind: "issue" as const,
      subjectId: issue.id,
      projectId: issue.projectId,
      authorId: ctx.actor.user.id,
      ...(via ? { via: { ...via } } : {}),
      replyToId: answered,
      body,
    };
    await ctx.db.comment.createMany({ data: [row] });
    await ctx.database.search.put(ctx.db, commentSearchEntry({ id, projectId: issue.projectId, body }));
    await touchIssue(ctx, issue.id);
    ctx.changed({
      kind: "comment",
      id,
      key: issue.key,
      projectId: issue.projectId,
      fields: { created: [false, true], body: [null, briefValue(body)], replyTo: [null, answered] },
      about: [{ kind: "issue", id: issue.id }],
    });
    return { ...row, issue: issue.key, author: ctx.actor.user, via, replyTo: answered, version: 1 };
  },
});

/** The id of the comment that is answered: one on the same issue that is not in the bin. */
async function requireAnswered(ctx: ReadContext, ref: string, issue: { id: string; key: string }): Promise<string> {
  const found = await ctx.db.comment.findFirst({
    where: { id: ref.toLowerCase(), subjectId: issue.id, shelf: "live" },
    select: { id: true },
  });
  if (!found) throw invalidField("replyTo", `There is no such comment on ${issue.key}.`);
  return found.id;
}
