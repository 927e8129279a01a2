"use client";

import { Trash2 } from "lucide-react";
import { useIssue } from "#components/issues/issue-context";
import { toBin } from "#components/shelf/to-bin";

/** Moves a work log to the bin, with the way back. */
export function WorkLogBin({ id }: { id: string }) {
  const { mayWrite, refresh } = useIssue();
  if (!mayWrite) return null;

  const bin = () =>
    toBin({ path: `/worklogs/${id}`, what: "The work log", done: "Work log moved to the bin", refresh });

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
