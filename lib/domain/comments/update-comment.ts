import { requireVersion } from "#lib/core/conflict";
import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { differences } from "#lib/domain/field-table";
import { COMMENT_FIELDS } from "./fields.ts";
import { requireOwnComment } from "./queries.ts";
import { saveComment } from "./save-comment.ts";
import { Comment, CommentChanges } from "./schema.ts";

export const updateComment = defineOperation({
  name: "comments.update",
  summary: "Change the text of a comment; its author, an owner and an admin may.",
  access: "write",
  reach: "projects",
  rest: "PATCH /comments/:comment",
  input: CommentChanges,
  output: Comment,
  authorize: (ctx, { comment }) => requireOwnComment(ctx, comment),
  async handle(ctx, { body, version }, before) {
    if (before.shelf === "binned") throw new TurboError("refused", "This comment is in the bin. Restore it first.");
    requireVersion("This comment", version, Comment.parse(before));
    if (body === before.body) {
      ctx.unchanged();
      return before;
    }
    return saveComment(ctx, before, { body }, differences(COMMENT_FIELDS, before, { ...before, body }));
  },
});
