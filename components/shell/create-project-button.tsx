"use client";

import { Plus } from "lucide-react";
import { useOverlays } from "#components/shell/overlays";
import { useWorkspace } from "#components/shell/workspace";
import { Button } from "#components/ui/button";

/** Opens the dialog of a new project, for those who may. */
export function CreateProjectButton() {
  const { create } = useOverlays();
  const { mayMakeProjects } = useWorkspace();
  if (!mayMakeProjects) return null;
  return (
    <Button look="primary" onClick={() => create("project")}>
      <Plus className="size-3.5" aria-hidden="true" />
      Create project
    </Button>
  );
}
