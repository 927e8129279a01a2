import type { z } from "zod";
import type { ReadContext } from "#lib/core/context";
import { filesOfMany } from "#lib/domain/attachments/files-of-many";
import { type ListPage, listPage } from "#lib/domain/lists/list-page";
import { findComments } from "./queries.ts";
import { type CommentFilter, FILES_SHOWN, type ListedComment } from "./schema.ts";

const NONE = { attachments: [], attachmentCount: 0 };

/** One page of the comments on a subject, by its id. */
export function commentPage(
  ctx: ReadContext,
  { sort, ...asked }: Omit<z.output<typeof CommentFilter>, "on" | "issue">,
  subject: string,
): Promise<ListPage<ListedComment>> {
  const descending = sort === "-createdAt";
  const list = {
    name: `comments:${descending ? "newest:" : ""}${subject}`,
    table: "Comment",
    where: [
      { column: "subjectId", is: subject },
      { column: "shelf", is: "live" },
    ],
    order: ["createdAt", "id"],
    descending,
  };
  return listPage(ctx, list, asked, async (ids) => {
    const files = await filesOfMany(ctx, ids, FILES_SHOWN);
    return (await findComments(ctx, ids)).map((comment) => ({ ...comment, ...(files.get(comment.id) ?? NONE) }));
  });
}
