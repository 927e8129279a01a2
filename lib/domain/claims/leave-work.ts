import type { FieldChanges, WriteContext } from "#lib/core/context";
import type { HeldClaim, StoredIssue } from "#lib/domain/issues/issue-row";
import { type Ending, endClaim } from "./end-claim.ts";
import { saveWorkState, type WorkState } from "./save-work-state.ts";

/** Ends the work under a claim: the issue is as `state` says, the claim and its work log are over. Answers the issue. */
export async function leaveWork(
  ctx: WriteContext,
  issue: StoredIssue & { held: HeldClaim },
  state: Omit<WorkState, "held">,
  { told = {}, ...ending }: Ending & { told?: FieldChanges },
): Promise<StoredIssue> {
  const { at = ctx.now, end } = ending;
  const held = { ...issue.held, endedAt: at.toISOString(), end };
  const after = await saveWorkState(ctx, issue, { ...state, held }, told);
  await endClaim(ctx, issue.held, ending);
  return after;
}
