"use client";

import type { ReactNode } from "react";
import { useFileDrop } from "#components/attachments/use-file-drop";
import { useIssue } from "#components/issues/issue-context";
import { EditableDescription } from "#components/texts/editable-description";
import { useGuardedText } from "#components/texts/use-guarded-text";

/** The description, into which files are dropped as well; `children` is how the server rendered it. */
export function IssueDescription({ children }: { children: ReactNode }) {
  const issue = useIssue();
  const description = useGuardedText(issue, "description");
  const files = useFileDrop(description.write);
  return (
    <EditableDescription of={issue} description={description} fieldProps={files}>
      {children}
    </EditableDescription>
  );
}
