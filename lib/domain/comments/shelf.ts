import { binBy } from "#lib/domain/shelf/move-shelf";
import { shelfVerbs } from "#lib/domain/shelf/shelf-verbs";
import { requireOwnComment } from "./queries.ts";
import { saveComment } from "./save-comment.ts";
import { Comment, CommentRef } from "./schema.ts";

export const { bin: binComment, restore: restoreComment } = shelfVerbs({
  kind: "comment",
  reach: "projects",
  input: CommentRef,
  output: Comment,
  summaries: {
    bin: "Move a comment to the bin; it can be restored.",
    restore: "Bring a comment back from the bin.",
  },
  find: () => requireOwnComment,
  move: binBy(saveComment),
});
