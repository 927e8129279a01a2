"use client";

import { post } from "#components/api";
import { CommentBox } from "#components/comments/comment-box";
import { useCommentPlace } from "#components/comments/comment-place";
import { NO_FILES } from "#components/comments/use-waiting-files";
import { useShortcut } from "#components/shell/shortcuts";
import { useTyped } from "#components/typed/use-typed";
import type { Comment } from "#lib/domain/comments/schema";

const FIELD = "new-comment";

/** The box at the end of the page; M goes to it. */
export function NewComment() {
  const { on, mayWrite, refresh } = useCommentPlace();
  useShortcut("comment", () => document.getElementById(FIELD)?.focus());
  const typed = useTyped(`comments/${on}`, { body: "", files: NO_FILES });
  if (!mayWrite) return null;
  return (
    <CommentBox
      id={FIELD}
      label="Comment"
      typed={typed}
      placeholder="Leave a comment in Markdown"
      action="Comment"
      onSend={async (body) => (await post<Comment>("/comments", { on, body })).id}
      onSent={refresh}
    />
  );
}
