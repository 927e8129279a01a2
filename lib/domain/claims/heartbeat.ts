import { defineOperation } from "#lib/core/operation";
import { requireUsableIssue } from "#lib/domain/issues/queries";
import { keepHold } from "./keep-hold.ts";
import { requireOwnClaim } from "./own-claim.ts";
import { requireClaim } from "./queries.ts";
import { Claim, Heartbeat } from "./schema.ts";

export const heartbeat = defineOperation({
  name: "issues.heartbeat",
  summary: "Say that you still work on an issue you hold; any write of yours to it says so too.",
  access: "write",
  reach: "projects",
  rest: "POST /issues/:issue/heartbeat",
  input: Heartbeat,
  output: Claim,
  authorize: (ctx, { issue }) => requireUsableIssue(ctx, issue),
  async handle(ctx, { lease }, issue) {
    const held = requireOwnClaim(ctx, issue, lease);
    await keepHold(ctx, issue);
    ctx.unchanged();
    return requireClaim(ctx, held.lease);
  },
});
