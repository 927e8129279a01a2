import { DECISION_STATUS_WORDS } from "#components/decisions/words";
import type { DecisionStatus } from "#lib/domain/decisions/fields";

const COLOURS: Record<DecisionStatus, string> = {
  proposed: "text-status-review",
  accepted: "text-status-done",
  implemented: "text-status-done",
  superseded: "text-status-canceled",
  rejected: "text-status-canceled",
};

const DIAMOND = "M7 1.2 12.8 7 7 12.8 1.2 7z";

/** A diamond for a decision: dotted while proposed, ticked once accepted, full when carried out, crossed where it holds no longer. */
export function DecisionSign({ status, label = true }: { status: DecisionStatus; label?: boolean }) {
  const open = status === "proposed";
  const full = status === "implemented";
  return (
    <svg
      viewBox="0 0 14 14"
      className={`size-3.5 shrink-0 ${COLOURS[status]}`}
      role={label ? "img" : undefined}
      aria-label={label ? DECISION_STATUS_WORDS[status] : undefined}
      aria-hidden={!label}
    >
      <path
        d={DIAMOND}
        fill={full ? "currentColor" : "none"}
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinejoin="round"
        strokeDasharray={open ? "1.6 1.8" : undefined}
      />
      {status === "accepted" || full ? (
        <path
          d="m4.6 7.1 1.7 1.6 3-3.3"
          fill="none"
          stroke={full ? "var(--canvas)" : "currentColor"}
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      ) : null}
      {status === "superseded" ? (
        <path
          d="M4.6 7h4.6M7.4 5.2 9.2 7 7.4 8.8"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.3"
          strokeLinecap="round"
        />
      ) : null}
      {status === "rejected" ? (
        <path
          d="m5.4 5.4 3.2 3.2m0-3.2L5.4 8.6"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.3"
          strokeLinecap="round"
        />
      ) : null}
    </svg>
  );
}
