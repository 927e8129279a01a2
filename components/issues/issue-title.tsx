"use client";

import { useIssue } from "#components/issues/issue-context";
import { useGuardedText } from "#components/issues/use-guarded-text";
import { useShortcut } from "#components/shell/shortcuts";
import { EditableTitle, TITLE_REQUIRED } from "#components/texts/editable-title";

/** The title; a press or E edits it in place. */
export function IssueTitle() {
  const { issue, mayWrite } = useIssue();
  const title = useGuardedText("title", TITLE_REQUIRED);
  useShortcut("editTitle", () => mayWrite && title.begin());
  return <EditableTitle title={title} shown={issue.title} mayWrite={mayWrite} />;
}
