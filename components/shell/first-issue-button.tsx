"use client";

import { useOverlays } from "#components/shell/overlays";
import { SHORTCUTS } from "#components/shell/shortcuts";
import { useWorkspace } from "#components/shell/workspace";
import { Button } from "#components/ui/button";
import { Kbd } from "#components/ui/kbd";

/** The one action of an empty list, with its key. */
export function FirstIssueButton() {
  const { create } = useOverlays();
  const { mayWrite } = useWorkspace();
  if (!mayWrite) return null;
  return (
    <Button look="primary" size="field" onClick={() => create("issue")}>
      Create issue
      <Kbd keys={SHORTCUTS.create.keys} onAccent />
    </Button>
  );
}
