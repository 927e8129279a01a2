import { CircleCheck, OctagonX, TriangleAlert } from "lucide-react";
import { HEALTH_WORDS } from "#components/plans/words";
import { classNames } from "#components/ui/class-names";
import type { Health } from "#lib/domain/initiatives/fields";

const SIGNS = {
  on_track: { Sign: CircleCheck, colour: "text-status-done" },
  at_risk: { Sign: TriangleAlert, colour: "text-status-progress" },
  off_track: { Sign: OctagonX, colour: "text-danger" },
};

/** How an initiative stands: a shape of its own for each, with its word unless that is said beside it. */
export function HealthSign({
  health,
  words = true,
  className,
}: {
  health: Health;
  words?: boolean;
  className?: string;
}) {
  const { Sign, colour } = SIGNS[health];
  return (
    <span className={classNames("inline-flex items-center gap-1.5 whitespace-nowrap", className)}>
      <Sign className={`size-3.5 shrink-0 ${colour}`} aria-hidden="true" />
      {words ? HEALTH_WORDS[health] : <span className="sr-only">{HEALTH_WORDS[health]}</span>}
    </span>
  );
}
