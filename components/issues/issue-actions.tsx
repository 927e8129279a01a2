"use client";

import { useState } from "react";
import { useIssue } from "#components/issues/issue-context";
import { useMoveIssue } from "#components/issues/move-issue";
import { CopyLinkItem } from "#components/shelf/copy-link-item";
import { ShelfItems } from "#components/shelf/shelf-items";
import { MoreMenu } from "#components/ui/more-menu";

/** What can be done with the whole issue. */
export function IssueActions() {
  const { issue } = useIssue();
  const path = `/issues/${issue.key}`;
  const [button, setButton] = useState<HTMLElement | null>(null);
  const { entries, picker } = useMoveIssue(button);

  return (
    <>
      <MoreMenu ref={setButton}>
        <CopyLinkItem path={path} />
        <ShelfItems path={path} thing={issue} home={`/projects/${issue.project}`}>
          {entries}
        </ShelfItems>
      </MoreMenu>
      {picker}
    </>
  );
}
