"use client";

import { Plus } from "lucide-react";
import { useOverlays } from "#components/shell/overlays";
import { SHORTCUTS } from "#components/shell/shortcuts";
import { useWorkspace } from "#components/shell/workspace";
import { Button } from "#components/ui/button";
import { Tooltip } from "#components/ui/tooltip";

/** Opens the dialog that makes a document. */
export function CreateDocumentButton({ project, parent }: { project?: string; parent?: string }) {
  const { mayWrite, projects } = useWorkspace();
  const { createDocument } = useOverlays();
  if (!mayWrite || projects.length === 0) return null;
  const { label, keys } = SHORTCUTS.createDocument;
  return (
    <Tooltip text={label} keys={keys}>
      <Button look="primary" onClick={() => createDocument({ project, parent })}>
        <Plus className="size-3.5" aria-hidden="true" /> <span className="max-sm:sr-only">New document</span>
      </Button>
    </Tooltip>
  );
}
