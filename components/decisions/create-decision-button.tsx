"use client";

import { Plus } from "lucide-react";
import { useOverlays } from "#components/shell/overlays";
import { SHORTCUTS } from "#components/shell/shortcuts";
import { useWorkspace } from "#components/shell/workspace";
import { Button } from "#components/ui/button";
import { Tooltip } from "#components/ui/tooltip";

/** Opens the dialog that proposes a decision. */
export function CreateDecisionButton() {
  const { createDecision } = useOverlays();
  const { mayWrite } = useWorkspace();
  if (!mayWrite) return null;
  return (
    <Tooltip text={SHORTCUTS.createDecision.label} keys={SHORTCUTS.createDecision.keys}>
      <Button look="primary" onClick={() => createDecision()}>
        <Plus className="size-3.5" aria-hidden="true" />
        <span className="max-sm:sr-only">Propose decision</span>
      </Button>
    </Tooltip>
  );
}
