import { defineOperation } from "#lib/core/operation";
import { requireUsableIssue } from "#lib/domain/issues/queries";
import { Issue } from "#lib/domain/issues/schema";
import { endClaim } from "./end-claim.ts";
import { formerAssignee } from "./former-assignee.ts";
import { keepHold } from "./keep-hold.ts";
import { requireOwnClaim } from "./own-claim.ts";
import { saveWorkState } from "./save-work-state.ts";
import { Release } from "./schema.ts";

export const releaseIssue = defineOperation({
  name: "issues.release",
  summary: "Give an issue that you hold back to the queue, with the reason.",
  access: "write",
  reach: "projects",
  rest: "POST /issues/:issue/release",
  input: Release,
  output: Issue,
  authorize: (ctx, { issue }) => requireUsableIssue(ctx, issue),
  async handle(ctx, { lease, reason }, issue) {
    const held = requireOwnClaim(ctx, issue, lease);
    await keepHold(ctx, issue);
    const assignee = await formerAssignee(ctx, issue, held);
    const ended = { ...held, endedAt: ctx.now.toISOString(), end: "released" };
    const state = { status: "ready", assignee, held: ended, lapses: 0 } as const;
    const after = await saveWorkState(ctx, issue, state, { reason: ["", reason] });
    await endClaim(ctx, held, { end: "released", reason, work: { note: reason } });
    return after;
  },
});
