"use client";

import { Plus } from "lucide-react";
import { useOverlays } from "#components/shell/overlays";
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

interface Props {
  what: keyof typeof WHAT;
  /** Keys of what it begins with. */
  project?: string;
  parent?: string;
}

/** Opens the dialog that makes something, for those who may. */
export function CreateButton({ what, project, parent }: Props) {
  const { createInitiative, createMilestone, createDecision, createDocument } = useOverlays();
  const { mayWrite, projects } = useWorkspace();
  if (!mayWrite || (what === "document" && projects.length === 0)) return null;
  const { shortcut, words } = WHAT[what];
  const create = {
    initiative: () => createInitiative(project),
    milestone: () => createMilestone(project),
    decision: () => createDecision(project),
    document: () => createDocument({ project, parent }),
  }[what];
  return (
    <Tooltip text={SHORTCUTS[shortcut].label} keys={SHORTCUTS[shortcut].keys}>
      <Button look="primary" onClick={create}>
        <Plus className="size-3.5" aria-hidden="true" />
        <span className="max-sm:sr-only">{words}</span>
      </Button>
    </Tooltip>
  );
}
