import { StatusShape } from "#components/issues/status-circle";
import { STATE_WORDS } from "#components/proposals/words";
import type { IssueStatus } from "#lib/domain/issues/fields";
import type { ItemState } from "#lib/domain/proposals/fields";

const SHAPES: Record<ItemState, IssueStatus> = { pending: "backlog", accepted: "done", rejected: "canceled" };
const COLOURS: Record<ItemState, string> = {
  pending: "text-status-review",
  accepted: "text-status-done",
  rejected: "text-status-canceled",
};

/** A ring for what was proposed: dotted while it waits, ticked once accepted, barred once rejected. */
export function StateSign({ state }: { state: ItemState }) {
  return (
    <svg
      viewBox="0 0 14 14"
      className={`size-3.5 shrink-0 fill-none ${COLOURS[state]}`}
      role="img"
      aria-label={STATE_WORDS[state]}
    >
      <StatusShape status={SHAPES[state]} />
    </svg>
  );
}
