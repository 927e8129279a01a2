import type { FieldChanges } from "#lib/core/context";
import { defineOperation } from "#lib/core/operation";
import { requireUnblocked } from "#lib/domain/issues/blockers";
import { requireUsableIssue } from "#lib/domain/issues/queries";
import { Issue } from "#lib/domain/issues/schema";
import { endClaim } from "./end-claim.ts";
import { keepHold } from "./keep-hold.ts";
import { requireOwnClaim } from "./own-claim.ts";
import { saveWorkState } from "./save-work-state.ts";
import { Finish } from "./schema.ts";

export const finishIssue = defineOperation({
  name: "issues.finish",
  summary: "Hand in the work on an issue that you hold: what was done goes into its work log, the issue to review.",
  access: "write",
  reach: "projects",
  rest: "POST /issues/:issue/finish",
  input: Finish,
  output: Issue,
  authorize: (ctx, { issue }) => requireUsableIssue(ctx, issue),
  async handle(ctx, { issue: _, lease, status, force, ...work }, issue) {
    const held = requireOwnClaim(ctx, issue, lease);
    await keepHold(ctx, issue);
    if (status === "done" && !force) requireUnblocked(issue);
    const ended = { ...held, endedAt: ctx.now.toISOString(), end: "finished" };
    const branch = work.branch ?? issue.branch;
    const forced: FieldChanges = status === "done" && force && issue.blocked ? { forced: [false, true] } : {};
    const after = await saveWorkState(
      ctx,
      issue,
      { status, assignee: issue.assignee, branch, held: ended, lapses: 0 },
      forced,
    );
    await endClaim(ctx, held, { end: "finished", work });
    return after;
  },
});
