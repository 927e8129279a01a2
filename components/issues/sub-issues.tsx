"use client";

import { ListTree, Plus } from "lucide-react";
import { AddButton } from "#components/issues/add-button";
import { useIssue } from "#components/issues/issue-context";
import { IssueLinkChip } from "#components/issues/issue-link-chip";
import { IssueSection } from "#components/issues/issue-section";
import { useOverlays } from "#components/shell/overlays";
import { useShortcut } from "#components/shell/shortcuts";
import { IconButton } from "#components/ui/icon-button";

export function SubIssues() {
  const { issue, mayWrite } = useIssue();
  const { create } = useOverlays();
  const add = () => create("issue", { project: issue.project, parent: issue.key });
  useShortcut("addSubIssue", () => mayWrite && add());
  if (issue.childIssues.length === 0) {
    return mayWrite ? (
      <AddButton icon={ListTree} onClick={add}>
        Add a sub-issue
      </AddButton>
    ) : null;
  }
  return (
    <IssueSection
      title="Sub-issues"
      count={issue.children.total > 0 ? `${issue.children.done} of ${issue.children.total}` : undefined}
      actions={mayWrite ? <IconButton icon={Plus} label="Add a sub-issue" onClick={add} /> : null}
    >
      <ul className="-mx-1.5">
        {issue.childIssues.map((child) => (
          <li key={child.id} className="flex">
            <IssueLinkChip issue={child} />
          </li>
        ))}
      </ul>
    </IssueSection>
  );
}
