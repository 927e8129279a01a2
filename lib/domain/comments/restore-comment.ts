import { defineOperation } from "#lib/core/operation";
import { moveCommentShelf } from "./move-comment-shelf.ts";
import { requireOwnComment } from "./queries.ts";
import { Comment, CommentRef } from "./schema.ts";

export const restoreComment = defineOperation({
  name: "comments.restore",
  summary: "Bring a comment back from the bin.",
  access: "write",
  reach: "projects",
  rest: "POST /comments/:comment/restore",
  input: CommentRef,
  output: Comment,
  authorize: (ctx, { comment }) => requireOwnComment(ctx, comment),
  handle: (ctx, _input, comment) => moveCommentShelf(ctx, comment, "live"),
});
