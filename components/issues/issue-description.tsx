"use client";

import type { ReactNode } from "react";
import { useFileDrop } from "#components/attachments/use-file-drop";
import { useIssue } from "#components/issues/issue-context";
import { useGuardedText } from "#components/issues/use-guarded-text";
import { useShortcut } from "#components/shell/shortcuts";
import { EditableDescription } from "#components/texts/editable-description";

/** The description: `children` is how the server rendered it; D or the pencil edits its Markdown in place. */
export function IssueDescription({ children }: { children: ReactNode }) {
  const { issue, mayWrite, edit } = useIssue();
  const description = useGuardedText("description");
  const files = useFileDrop(description.write);
  useShortcut("editDescription", () => mayWrite && description.begin());
  return (
    <EditableDescription
      description={description}
      shown={issue.description}
      mayWrite={mayWrite}
      onTick={(source) => edit({ description: source, version: issue.version }, {})}
      fieldProps={files}
    >
      {children}
    </EditableDescription>
  );
}
