"use client";

import { Plus } from "lucide-react";
import { IssueList } from "#components/issues/issue-list";
import { IssueSection } from "#components/issues/issue-section";
import type { IssueGroup, ListQuery } from "#components/issues/list-query";
import { type Draft, useOverlays } from "#components/shell/overlays";
import { useWorkspace } from "#components/shell/workspace";
import { IconButton } from "#components/ui/icon-button";

interface Props {
  groups: IssueGroup[];
  query: ListQuery;
  /** What an issue that is filed from here begins with. */
  draft: Draft;
}

/** The issues of an initiative or milestone, with the keys of every issue list. */
export function PlanIssues({ groups, query, draft }: Props) {
  const { mayWrite } = useWorkspace();
  const { create } = useOverlays();
  const count = groups.reduce((sum, group) => sum + group.total, 0);
  return (
    <IssueSection
      title="Issues"
      count={count > 0 ? String(count) : undefined}
      actions={mayWrite ? <IconButton icon={Plus} label="Add an issue" onClick={() => create("issue", draft)} /> : null}
    >
      {count > 0 ? (
        <div className="-mx-gutter">
          <IssueList groups={groups} query={query} />
        </div>
      ) : (
        <p className="py-1 text-muted">
          No issues yet. {mayWrite ? "C files one that belongs here; an open issue joins by its properties." : ""}
        </p>
      )}
    </IssueSection>
  );
}
