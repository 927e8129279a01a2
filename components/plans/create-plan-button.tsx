"use client";

import { Plus } from "lucide-react";
import { useOverlays } from "#components/shell/overlays";
import { SHORTCUTS } from "#components/shell/shortcuts";
import { useWorkspace } from "#components/shell/workspace";
import { Button } from "#components/ui/button";
import { Tooltip } from "#components/ui/tooltip";

/** Opens the dialog for a new initiative or milestone. */
export function CreatePlanButton({ what, project }: { what: "initiative" | "milestone"; project?: string }) {
  const { createInitiative, createMilestone } = useOverlays();
  const { mayWrite } = useWorkspace();
  if (!mayWrite) return null;
  const { label, keys } = what === "initiative" ? SHORTCUTS.createInitiative : SHORTCUTS.createMilestone;
  return (
    <Tooltip text={label} keys={keys}>
      <Button look="primary" onClick={() => (what === "initiative" ? createInitiative : createMilestone)(project)}>
        <Plus className="size-3.5" aria-hidden="true" />
        <span className="max-sm:sr-only">New {what}</span>
      </Button>
    </Tooltip>
  );
}
