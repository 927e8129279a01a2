import { CircleX } from "lucide-react";
import { StatusShape, statusClasses } from "#components/issues/status-circle";
import { JOB_STATE_WORDS } from "#components/jobs/words";
import type { Job } from "#lib/domain/jobs/schema";

const SHAPES = { queued: "ready", running: "in_progress", done: "done", cancelled: "canceled" } as const;

/** The 14 px sign of a job's state; its shape says it without the colour. */
export function JobSign({ state }: Pick<Job, "state">) {
  const words = JOB_STATE_WORDS[state];
  if (state === "failed")
    return <CircleX className="size-3.5 shrink-0 text-danger" role="img" aria-hidden={false} aria-label={words} />;
  return (
    <svg viewBox="0 0 14 14" className={statusClasses(SHAPES[state])} role="img" aria-label={words}>
      <StatusShape status={SHAPES[state]} />
    </svg>
  );
}
