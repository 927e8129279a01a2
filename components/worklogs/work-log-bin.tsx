"use client";

import { Trash2 } from "lucide-react";
import { post, remove } from "#components/api";
import { useIssue } from "#components/issues/issue-context";
import { attempt } from "#components/ui/attempt";
import { toast } from "#components/ui/toast";

/** Moves a work log to the bin, with the way back. */
export function WorkLogBin({ id }: { id: string }) {
  const { mayWrite, refresh } = useIssue();
  if (!mayWrite) return null;

  async function restore() {
    if (await attempt(post(`/worklogs/${id}/restore`), "The work log was not restored")) refresh();
  }

  async function bin() {
    if (!(await attempt(remove(`/worklogs/${id}`), "The work log was not moved to the bin"))) return;
    refresh();
    toast("Work log moved to the bin", { action: { label: "Undo", onClick: restore } });
  }

  return (
    <button
      type="button"
      aria-label="Move the work log to the bin"
      onClick={bin}
      className="flex size-6 items-center justify-center rounded-chip text-muted opacity-0 hover:bg-pressed hover:text-ink focus-visible:opacity-100 group-hover/log:opacity-100 touch:size-8 touch:opacity-100"
    >
      <Trash2 className="size-3.5" aria-hidden="true" />
    </button>
  );
}
