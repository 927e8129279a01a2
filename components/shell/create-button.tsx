"use client";

import { Plus } from "lucide-react";
import { type Draft, useOverlays } from "#components/shell/overlays";
import { SHORTCUTS } from "#components/shell/shortcuts";
import { useWorkspace } from "#components/shell/workspace";
import { Button } from "#components/ui/button";
import { Tooltip } from "#components/ui/tooltip";

const WHAT = {
  initiative: { shortcut: "createInitiative", words: "New initiative" },
  milestone: { shortcut: "createMilestone", words: "New milestone" },
  decision: { shortcut: "createDecision", words: "Propose decision" },
  document: { shortcut: "createDocument", words: "New document" },
} as const;

interface Props extends Pick<Draft, "project" | "parent"> {
  what: keyof typeof WHAT;
}

/** Opens the dialog that makes something, for those who may; the rest is what it begins with. */
export function CreateButton({ what, ...draft }: Props) {
  const { create } = useOverlays();
  const { mayWrite, projects } = useWorkspace();
  if (!mayWrite || (what === "document" && projects.length === 0)) return null;
  const { shortcut, words } = WHAT[what];
  return (
    <Tooltip text={SHORTCUTS[shortcut].label} keys={SHORTCUTS[shortcut].keys}>
      <Button look="primary" onClick={() => create(what, draft)}>
        <Plus className="size-3.5" aria-hidden="true" />
        <span className="max-sm:sr-only">{words}</span>
      </Button>
    </Tooltip>
  );
}
