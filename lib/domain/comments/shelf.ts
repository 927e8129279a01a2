import { binBy } from "#lib/domain/shelf/move-shelf";
import { shelfVerbs } from "#lib/domain/shelf/shelf-verbs";
import { requireOwnComment } from "./queries.ts";
import { saveComment } from "./save-comment.ts";
import { Comment, CommentRef } from "./schema.ts";

const verb = shelfVerbs({
  kind: "comment",
  reach: "projects",
  input: CommentRef,
  output: Comment,
  move: binBy(saveComment),
});

export const binComment = verb("bin", {
  summary: "Move a comment to the bin; it can be restored.",
  find: requireOwnComment,
});
export const restoreComment = verb("restore", {
  summary: "Bring a comment back from the bin.",
  find: requireOwnComment,
});
