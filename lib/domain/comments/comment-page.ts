import type { z } from "zod";
import type { ReadContext } from "#lib/core/context";
import { readCursor, writeCursor } from "#lib/core/cursor";
import { filesOfMany } from "#lib/domain/attachments/files-of-many";
import { findComments } from "./queries.ts";
import { type CommentFilter, FILES_SHOWN, type ListedComment } from "./schema.ts";

const ORDER = ["createdAt", "id"] as const;
const NONE = { attachments: [], attachmentCount: 0 };

interface CommentPage {
  items: ListedComment[];
  nextCursor: string | null;
  total?: number;
}

/** One page of the comments on a subject, by its id. */
export async function commentPage(
  ctx: ReadContext,
  { sort, cursor, limit, total }: Omit<z.output<typeof CommentFilter>, "on" | "issue">,
  subject: string,
): Promise<CommentPage> {
  const where = [
    { column: "subjectId", is: subject },
    { column: "shelf", is: "live" },
  ];
  const descending = sort === "-createdAt";
  const list = `comments:${descending ? "newest:" : ""}${subject}`;
  const after = readCursor(list, cursor, ORDER);
  const page = await ctx.database.keyset(ctx.db, { table: "Comment", where, order: ORDER, descending, after, limit });
  const files = await filesOfMany(ctx, page.ids, FILES_SHOWN);
  return {
    items: (await findComments(ctx, page.ids)).map((comment) => ({ ...comment, ...(files.get(comment.id) ?? NONE) })),
    nextCursor: writeCursor(list, page.next),
    ...(total ? { total: await ctx.database.count(ctx.db, { table: "Comment", where }) } : {}),
  };
}
