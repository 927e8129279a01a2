import { readCursor, writeCursor } from "#lib/core/cursor";
import { pageOf } from "#lib/core/fields";
import { defineOperation } from "#lib/core/operation";
import { requireIssue } from "#lib/domain/issues/queries";
import { findComments } from "./queries.ts";
import { Comment, CommentFilter } from "./schema.ts";

const ORDER = ["createdAt", "id"] as const;

export const listComments = defineOperation({
  name: "comments.list",
  summary: "List the comments on an issue, oldest first.",
  access: "read",
  rest: "GET /issues/:issue/comments",
  input: CommentFilter,
  output: pageOf(Comment),
  authorize: (ctx, { issue }) => requireIssue(ctx, issue),
  async handle(ctx, filter, issue) {
    const where = [
      { column: "subjectId", is: issue.id },
      { column: "shelf", is: "live" },
    ];
    const list = `comments:${issue.id}`;
    const after = readCursor(list, filter.cursor, ORDER);
    const page = await ctx.database.keyset(ctx.db, {
      table: "Comment",
      where,
      order: ORDER,
      descending: false,
      after,
      limit: filter.limit,
    });
    return {
      items: await findComments(ctx, page.ids),
      nextCursor: writeCursor(list, page.next),
      ...(filter.total ? { total: await ctx.database.count(ctx.db, { table: "Comment", where }) } : {}),
    };
  },
});
