import type { WriteContext } from "#lib/core/context";
import type { StoredIssue } from "#lib/domain/issues/issue-row";
import { isOwn } from "./holder.ts";
import { isLive, keepHold, othersClaim } from "./keep-hold.ts";
import { requireClaim } from "./queries.ts";
import type { Taken } from "./take-issue.ts";

/** What the actor holds already, with a new lease; null where nobody holds it. Throws where another does. */
export async function heldAlready(ctx: WriteContext, issue: StoredIssue): Promise<Taken | null> {
  const { held } = issue;
  if (held === null || !isLive(issue, ctx.now)) return null;
  if (!isOwn(ctx.actor, held)) throw othersClaim(issue, held);
  await keepHold(ctx, issue);
  ctx.unchanged();
  return { claim: await requireClaim(ctx, held.lease), issue };
}
