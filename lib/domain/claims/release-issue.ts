import type { FieldChanges } from "#lib/core/context";
import { defineOperation } from "#lib/core/operation";
import { requireUsableIssue } from "#lib/domain/issues/queries";
import { Issue } from "#lib/domain/issues/schema";
import { formerAssignee } from "./former-assignee.ts";
import { keepHold } from "./keep-hold.ts";
import { leaveWork } from "./leave-work.ts";
import { requireOwnClaim } from "./own-claim.ts";
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
    const told: FieldChanges = { reason: ["", reason] };
    const ending = { end: "released", reason, work: { note: reason }, told } as const;
    return leaveWork(ctx, { ...issue, held }, { status: "ready", assignee, lapses: 0 }, ending);
  },
});
