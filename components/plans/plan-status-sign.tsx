import { CirclePause } from "lucide-react";
import { StatusCircle } from "#components/issues/status-circle";
import { PLAN_STATUS_WORDS } from "#components/plans/words";

/** The circle of the issue status that is as far. */
const CIRCLES = {
  planning: "backlog",
  planned: "ready",
  in_progress: "in_progress",
  completed: "done",
  canceled: "canceled",
} as const;

/** How far an initiative or milestone is, by shape. */
export function PlanStatusSign({ status, label = true }: { status: keyof typeof PLAN_STATUS_WORDS; label?: boolean }) {
  return (
    <span className="inline-flex shrink-0" title={label ? PLAN_STATUS_WORDS[status] : undefined}>
      {status === "on_hold" ? (
        <CirclePause className="size-3.5 text-status-canceled" aria-hidden="true" />
      ) : (
        <StatusCircle status={CIRCLES[status]} label={false} />
      )}
      {label ? <span className="sr-only">{PLAN_STATUS_WORDS[status]}</span> : null}
    </span>
  );
}
