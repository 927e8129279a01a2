import type { WriteContext } from "#lib/core/context";
import { defineOperation } from "#lib/core/operation";
import type { StoredIssue } from "#lib/domain/issues/issue-row";
import { requireIssue, requireUsableIssue } from "#lib/domain/issues/queries";
import { holdRows } from "#lib/domain/undo/hold-rows";
import { isOwn } from "./holder.ts";
import { isLive, keepHold, othersClaim } from "./keep-hold.ts";
import { findClaims } from "./queries.ts";
import { NewClaim, Started } from "./schema.ts";
import { type Taken, takeIssue } from "./take-issue.ts";
import { whyNotTaken } from "./why-not-taken.ts";

export const claimIssue = defineOperation({
  name: "issues.claim",
  summary: "Claim an issue: it is yours until the lease runs out, and any write of yours to it renews that.",
  access: "write",
  reach: "projects",
  rest: "POST /issues/:issue/claim",
  input: NewClaim,
  output: Started,
  authorize: (ctx, { issue }) => requireUsableIssue(ctx, issue),
  async handle(ctx, input, found) {
    // Two claims at once: the second sees what the first did.
    await holdRows(ctx, [{ kind: "issue", id: found.id }]);
    const issue = await requireIssue(ctx, found.id);
    const again = await heldAlready(ctx, issue);
    if (again) return again;
    const why = whyNotTaken(ctx, issue);
    if (why !== null) throw why;
    return takeIssue(ctx, issue, input);
  },
});

/** What the actor holds already, with a new lease; null where nobody holds it. Throws where another does. */
export async function heldAlready(ctx: WriteContext, issue: StoredIssue): Promise<Taken | null> {
  const { held } = issue;
  if (held === null || !isLive(issue, ctx.now)) return null;
  if (!isOwn(ctx.actor, held)) throw othersClaim(issue, held);
  await keepHold(ctx, issue);
  ctx.unchanged();
  const [claim] = await findClaims(ctx, [held.lease]);
  if (!claim) throw new Error("unreachable: a held claim is there");
  return { claim, issue };
}
