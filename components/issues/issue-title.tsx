"use client";

import { useIssue } from "#components/issues/issue-context";
import { EditableTitle } from "#components/texts/editable-title";

export function IssueTitle() {
  return <EditableTitle of={useIssue()} />;
}
