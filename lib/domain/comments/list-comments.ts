import { readCursor, writeCursor } from "#lib/core/cursor";
import { pageOf } from "#lib/core/fields";
import { defineOperation } from "#lib/core/operation";
import { filesOfMany } from "#lib/domain/attachments/files-of-many";
import { onRef } from "#lib/domain/subjects/on-ref";
import { requireSubject } from "#lib/domain/subjects/require-subject";
import { findComments } from "./queries.ts";
import { CommentFilter, FILES_SHOWN, ListedComment } from "./schema.ts";

const ORDER = ["createdAt", "id"] as const;
const NONE = { attachments: [], attachmentCount: 0 };

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
  async handle(ctx, filter, subject) {
    const where = [
      { column: "subjectId", is: subject.id },
      { column: "shelf", is: "live" },
    ];
    const descending = filter.sort === "-createdAt";
    const list = `comments:${descending ? "newest:" : ""}${subject.id}`;
    const after = readCursor(list, filter.cursor, ORDER);
    const page = await ctx.database.keyset(ctx.db, {
      table: "Comment",
      where,
      order: ORDER,
      descending,
      after,
      limit: filter.limit,
    });
    const files = await filesOfMany(ctx, page.ids, FILES_SHOWN);
    return {
      items: (await findComments(ctx, page.ids)).map((comment) => ({ ...comment, ...(files.get(comment.id) ?? NONE) })),
      nextCursor: writeCursor(list, page.next),
      ...(filter.total ? { total: await ctx.database.count(ctx.db, { table: "Comment", where }) } : {}),
    };
  },
});
