import { defineOperation } from "#lib/core/operation";
import { moveCommentShelf } from "./move-comment-shelf.ts";
import { requireOwnComment } from "./queries.ts";
import { Comment, CommentRef } from "./schema.ts";

export const binComment = defineOperation({
  name: "comments.bin",
  summary: "Move a comment to the bin; it can be restored.",
  access: "write",
  reach: "projects",
  rest: "DELETE /comments/:comment",
  input: CommentRef,
  output: Comment,
  authorize: (ctx, { comment }) => requireOwnComment(ctx, comment),
  handle: (ctx, _input, comment) => moveCommentShelf(ctx, comment, "binned"),
});
