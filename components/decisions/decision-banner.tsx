"use client";

import { post } from "#components/api";
import { useDecision } from "#components/decisions/decision-context";
import { DecisionLink } from "#components/decisions/decision-link";
import { StaleSign } from "#components/decisions/stale-sign";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";

const BANNER = "mb-4 flex flex-wrap items-center gap-x-1.5 rounded-card border bg-sunken px-3 py-1.5 text-row";

/** What one has to know before reading: it was superseded, it supersedes others, it is archived or in the bin. */
export function DecisionBanner() {
  const { decision, refresh } = useDecision();
  const { key, status, shelf, supersededBy, supersedes, warnings } = decision;

  async function restore() {
    if (await attempt(post(`/decisions/${key}/restore`), `${key} was not restored`)) refresh();
  }

  return (
    <>
      {shelf === "live" ? null : (
        <div role="status" className={`${BANNER} justify-between`}>
          {shelf === "binned"
            ? "This decision is in the bin. It is deleted for good after 30 days."
            : "This decision is archived: hidden from lists, and it no longer holds."}
          <Button onClick={restore}>Restore</Button>
        </div>
      )}
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
