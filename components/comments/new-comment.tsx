"use client";

import { post } from "#components/api";
import { CommentBox } from "#components/comments/comment-box";
import { useIssue } from "#components/issues/issue-context";
import { useShortcut } from "#components/shell/shortcuts";

const FIELD = "new-comment";

/** The box at the end of the issue; M goes to it. */
export function NewComment() {
  const { issue, mayWrite, refresh } = useIssue();
  useShortcut("comment", () => document.getElementById(FIELD)?.focus());
  if (!mayWrite) return null;
  return (
    <CommentBox
      id={FIELD}
      label="Comment"
      placeholder="Leave a comment in Markdown"
      action="Comment"
      onSend={async (body) => {
        await post(`/issues/${issue.key}/comments`, { body });
        refresh();
      }}
    />
  );
}
