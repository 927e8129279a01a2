"use client";

import { useDecision } from "#components/decisions/decision-context";
import { DecisionLink } from "#components/decisions/decision-link";
import { StaleSign } from "#components/decisions/stale-sign";
import { ShelfNotice } from "#components/shelf/shelf-notice";

const BANNER = "mb-4 flex flex-wrap items-center gap-x-1.5 rounded-card border bg-sunken px-3 py-1.5 text-row";

/** What one has to know before reading: it was superseded, it supersedes others, it is archived or in the bin. */
export function DecisionBanner() {
  const { decision } = useDecision();
  const { status, supersededBy, supersedes, warnings } = decision;

  return (
    <>
      <ShelfNotice
        path={`/decisions/${decision.key}`}
        thing={decision}
        noun="decision"
        archived="archived: hidden from lists, and it no longer holds"
      />
      {status === "superseded" || supersededBy ? (
        <div role="status" className={BANNER}>
          <span className="font-medium">
            {status === "superseded" ? "This no longer holds." : "This will no longer hold once accepted:"}
          </span>
          {supersededBy ? <DecisionLink decision={supersededBy} /> : null}
          {status === "superseded" && supersededBy ? <span className="text-muted">took its place.</span> : null}
          {warnings > 0 ? (
            <span className="ms-auto flex items-center gap-1.5 text-soft">
              <StaleSign />
              {warnings === 1 ? "1 thing still leans on it" : `${warnings} things still lean on it`}
            </span>
          ) : null}
        </div>
      ) : null}
      {supersedes.length > 0 ? (
        <div className={BANNER}>
          <span className="font-medium">{status === "proposed" ? "Once accepted, it supersedes" : "Supersedes"}</span>
          {supersedes.map((old) => (
            <DecisionLink key={old.id} decision={old} />
          ))}
        </div>
      ) : null}
    </>
  );
}
