import { pageOf } from "#lib/core/fields";
import { defineOperation } from "#lib/core/operation";
import { onRef } from "#lib/domain/subjects/on-ref";
import { requireSubject } from "#lib/domain/subjects/require-subject";
import { commentPage } from "./comment-page.ts";
import { CommentFilter, ListedComment } from "./schema.ts";

export const listComments = defineOperation({
  name: "comments.list",
  summary: "List the comments on an issue, initiative, milestone, decision, document or project.",
  access: "read",
  reach: "projects",
  rest: "GET /comments",
  input: CommentFilter,
  output: pageOf(ListedComment),
  authorize: (ctx, input) => {
    const { ref, path } = onRef(input);
    return requireSubject(ctx, ref, path);
  },
  handle: (ctx, filter, subject) => commentPage(ctx, filter, subject.id),
});
