"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { useIssue } from "#components/issues/issue-context";
import { useMoveIssue } from "#components/issues/move-issue";
import { CopyLinkItem } from "#components/shelf/copy-link-item";
import { ShelfItems } from "#components/shelf/shelf-items";
import { Button } from "#components/ui/button";
import { Menu, MenuContent, MenuTrigger } from "#components/ui/menu";

/** What can be done with the whole issue. */
export function IssueActions() {
  const { issue } = useIssue();
  const path = `/issues/${issue.key}`;
  const [button, setButton] = useState<HTMLElement | null>(null);
  const { entries, picker } = useMoveIssue(button);

  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button ref={setButton} look="quiet" size="icon" aria-label="More actions">
            <Ellipsis className="size-4" aria-hidden="true" />
          </Button>
        </MenuTrigger>
        <MenuContent>
          <CopyLinkItem path={path} />
          <ShelfItems path={path} thing={issue} home={`/projects/${issue.project}`}>
            {entries}
          </ShelfItems>
        </MenuContent>
      </Menu>
      {picker}
    </>
  );
}
