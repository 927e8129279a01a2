import type { WriteContext } from "#lib/core/context";
import type { HeldClaim, StoredIssue } from "#lib/domain/issues/issue-row";
import { findIssue } from "#lib/domain/issues/queries";
import { holdRows } from "#lib/domain/undo/hold-rows";
import { endClaim } from "./end-claim.ts";
import type { StoredClaim } from "./queries.ts";

export type HeldIssue = StoredIssue & { held: HeldClaim };

/**
 * The issue of a claim, kept from others until the transaction ends, where it is still worked on under it. `over`: it left
 * the work some other way, so that the claim is over. Null where another ended the claim meanwhile.
 */
export async function heldUnder(ctx: WriteContext, claim: StoredClaim): Promise<HeldIssue | "over" | null> {
  await holdRows(ctx, [{ kind: "issue", id: claim.issueId }]);
  const issue = await findIssue(ctx, claim.issueId);
  if (!issue) return null;
  const { held, status } = issue;
  if (held?.lease !== claim.id || status !== "in_progress" || issue.shelf !== "live") {
    await endClaim(ctx, claim, { end: "over" });
    return "over";
  }
  return held.endedAt === null ? { ...issue, held } : null;
}
