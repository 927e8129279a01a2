"use client";

import { Copy } from "lucide-react";
import { PROPERTY_CONTROL } from "#components/properties/property";
import { SHORTCUTS, useShortcut } from "#components/shell/shortcuts";
import { toast, toastFailure } from "#components/ui/toast";
import { Tooltip } from "#components/ui/tooltip";

/** The name of the branch; a press or B copies it. */
export function BranchCopy({ branch }: { branch: string }) {
  async function copy() {
    try {
      await navigator.clipboard.writeText(branch);
      toast(`Copied ${branch}`);
    } catch {
      toastFailure("The browser did not allow copying", { description: branch });
    }
  }
  useShortcut("branch", copy);
  return (
    <Tooltip text={SHORTCUTS.branch.label} keys={SHORTCUTS.branch.keys} side="left">
      <button type="button" className={PROPERTY_CONTROL} onClick={copy} aria-label={`Copy branch name ${branch}`}>
        <span className="truncate font-mono text-mini">{branch}</span>
        <Copy className="size-3.5 shrink-0 text-muted" aria-hidden="true" />
      </button>
    </Tooltip>
  );
}
