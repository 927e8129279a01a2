import type { z } from "zod";
import type { WriteContext } from "#lib/core/context";
import type { StoredComment } from "./queries.ts";
import { saveComment } from "./save-comment.ts";
import type { Comment } from "./schema.ts";

/** Puts a comment in the bin or takes it out; one that stands there already is left as it is. */
export async function moveCommentShelf(
  ctx: WriteContext,
  before: StoredComment,
  shelf: "live" | "binned",
): Promise<z.input<typeof Comment>> {
  if (before.shelf === shelf) {
    ctx.unchanged();
    return before;
  }
  const binnedAt = shelf === "binned" ? ctx.now : null;
  return saveComment(ctx, before, { shelf, binnedAt }, { shelf: [before.shelf, shelf] });
}
