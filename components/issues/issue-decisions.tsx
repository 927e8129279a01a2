"use client";

import { post } from "#components/api";
import { DecisionLink } from "#components/decisions/decision-link";
import { StaleSign } from "#components/decisions/stale-sign";
import { useIssue } from "#components/issues/issue-context";
import { Property } from "#components/properties/property";
import { SHORTCUTS, useShortcut } from "#components/shell/shortcuts";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import { toast } from "#components/ui/toast";
import { Tooltip } from "#components/ui/tooltip";
import type { GoverningDecision } from "#lib/domain/decisions/schema";

/** The decisions that govern the issue, as one of its properties. */
export function IssueDecisions({ decisions }: { decisions: readonly GoverningDecision[] }) {
  const holding = decisions.filter(({ stale }) => !stale);
  if (holding.length === 0) return null;
  return (
    <Property name="Decisions">
      <ul className="-ms-1.5 min-w-0 flex-1">
        {holding.map((decision) => (
          <li key={decision.id} title={decision.why.join(", ")}>
            <DecisionLink decision={decision} />
          </li>
        ))}
      </ul>
    </Property>
  );
}

/** Says which decisions that the issue leaned on were superseded, until somebody rechecked it. */
export function StaleNotice({ decisions }: { decisions: readonly GoverningDecision[] }) {
  const { issue, mayWrite, refresh } = useIssue();
  const stale = decisions.filter((decision) => decision.stale);
  const [first] = stale;

  async function recheck({ key }: GoverningDecision) {
    const recheckIt = () => post(`/decisions/${key}/recheck`, { issue: issue.key });
    if (!(await attempt(recheckIt, `${issue.key} is still flagged`))) return;
    refresh();
    toast(`${issue.key} is rechecked against ${key}`);
  }
  useShortcut("recheck", () => void (first && mayWrite && recheck(first)));

  if (stale.length === 0) return null;
  return (
    <div role="status" className="mb-4 rounded-card border border-critical/50 bg-sunken px-3 py-1.5 text-row">
      <ul>
        {stale.map((decision) => (
          <li key={decision.id} className="flex flex-wrap items-center gap-x-1.5">
            <StaleSign />
            <span className="font-medium">Leans on</span>
            <DecisionLink decision={decision} />
            {decision.supersededBy ? (
              <>
                <span className="text-muted">superseded by</span>
                <DecisionLink decision={decision.supersededBy} />
              </>
            ) : (
              <span className="text-muted">which no longer holds</span>
            )}
            {mayWrite ? (
              <span className="ms-auto">
                <Tooltip text={SHORTCUTS.recheck.label} keys={SHORTCUTS.recheck.keys}>
                  <Button aria-label={`Rechecked against ${decision.key}`} onClick={() => recheck(decision)}>
                    Rechecked
                  </Button>
                </Tooltip>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
