"use client";

import { Plus } from "lucide-react";
import { useOverlays } from "#components/shell/overlays";
import { Button } from "#components/ui/button";

export function CreateProjectButton() {
  const { create } = useOverlays();
  return (
    <Button look="primary" onClick={() => create("project")}>
      <Plus className="size-3.5" aria-hidden="true" />
      Create project
    </Button>
  );
}
