"use client";

import { post } from "#components/api";
import { ClaimSign, holderOf, LeaseLeft } from "#components/claims/claim-sign";
import { useIssue } from "#components/issues/issue-context";
import { Property } from "#components/properties/property";
import { useShortcut } from "#components/shell/shortcuts";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";

/** Who works on the issue and for how long yet; a person may end that, or begin. */
export function ClaimProperty() {
  const { issue, mayWrite, refresh } = useIssue();
  const { claim, key, status } = issue;
  const mayClaim = mayWrite && claim === null && (status === "ready" || status === "backlog") && !issue.blocked;

  async function ask(what: "claim" | "release", body: object = {}) {
    const refused = what === "claim" ? `${key} was not claimed` : `${key} was not released`;
    if (await attempt(() => post(`/issues/${key}/${what}`, body), refused)) refresh();
  }
  useShortcut(mayClaim ? "claim" : undefined, () => void ask("claim"));

  if (claim === null && !mayClaim) return null;
  return (
    <Property name="Claim">
      {claim ? (
        <span className="flex min-w-0 flex-1 items-center gap-2">
          <ClaimSign claim={claim} />
          <span className="min-w-0 leading-tight">
            <span className="block truncate">{holderOf(claim).name}</span>
            <LeaseLeft claim={claim} className="block text-mini text-muted tabular-nums" />
          </span>
          {mayWrite ? (
            <Button
              look="quiet"
              className="ms-auto"
              onClick={() => void ask("release", { reason: "Released on its page." })}
            >
              Release
            </Button>
          ) : null}
        </span>
      ) : (
        <Button look="quiet" className="-ms-2.5" onClick={() => void ask("claim")}>
          Claim it
        </Button>
      )}
    </Property>
  );
}
