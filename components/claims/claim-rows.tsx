"use client";

import { ClaimSign, holderOf, LeaseLeft } from "#components/claims/claim-sign";
import { IssueKey } from "#components/issues/issue-key";
import { RowLink } from "#components/plans/row-link";
import { RelativeTime } from "#components/ui/relative-time";
import type { Claim } from "#lib/domain/claims/schema";

/** Who works on what, each on one line. */
export function ClaimRows({ claims }: { claims: readonly Claim[] }) {
  return (
    <ul className="@container">
      {claims.map((claim) => (
        <li
          key={claim.lease}
          className="relative flex min-h-row items-center gap-2.5 border-line/60 border-b px-gutter hover:bg-hover has-[a:focus-visible]:bg-hover"
        >
          <ClaimSign claim={claim} />
          <IssueKey className="w-(--key) shrink-0">{claim.issue}</IssueKey>
          <RowLink href={`/issues/${claim.issue}`}>{claim.title}</RowLink>
          <span className="hidden min-w-0 truncate text-mini text-muted @2xl:inline">
            {holderOf(claim).name}
            {claim.model ? `, ${claim.model}` : ""}
          </span>
          <span className="hidden shrink-0 text-mini text-muted @3xl:inline">
            <RelativeTime at={claim.since} />
          </span>
          <LeaseLeft claim={claim} className="w-20 shrink-0 text-end text-mini text-soft tabular-nums" />
        </li>
      ))}
    </ul>
  );
}
