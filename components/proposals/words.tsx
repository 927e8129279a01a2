import type { ItemState, Make, ProposalStatus } from "#lib/domain/proposals/fields";
import type { ProposalLine } from "#lib/domain/proposals/schema";

export const PROPOSAL_STATUS_WORDS = {
  open: "Open",
  settled: "Settled",
  withdrawn: "Withdrawn",
} as const satisfies Record<ProposalStatus, string>;

export const MAKE_WORDS = {
  issue: "Issue",
  decision: "Decision",
  document: "Document",
  link: "Link",
} as const satisfies Record<Make, string>;

export const STATE_WORDS = {
  pending: "Pending",
  accepted: "Accepted",
  rejected: "Rejected",
} as const satisfies Record<ItemState, string>;

/** "3 pending, 2 accepted". */
export function countsWords(counts: ProposalLine["counts"]): string {
  const parts = Object.entries(counts).flatMap(([state, count]) => (count > 0 ? [`${count} ${state}`] : []));
  return parts.join(", ");
}
