"use client";

import { Plus } from "lucide-react";
import { type Draft, useOverlays } from "#components/shell/overlays";
import { SHORTCUTS } from "#components/shell/shortcuts";
import { useWorkspace } from "#components/shell/workspace";
import { Button } from "#components/ui/button";
import { Tooltip } from "#components/ui/tooltip";

export function CreateIssueButton({ draft }: { draft?: Draft }) {
  const { create } = useOverlays();
  const { mayWrite } = useWorkspace();
  if (!mayWrite) return null;
  return (
    <Tooltip text={SHORTCUTS.create.label} keys={SHORTCUTS.create.keys}>
      <Button look="primary" className="max-md:hidden" onClick={() => create("issue", draft)}>
        <Plus className="size-3.5" aria-hidden="true" />
        New issue
      </Button>
    </Tooltip>
  );
}
