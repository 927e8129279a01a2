import { defineOperation } from "#lib/core/operation";
import { assignmentNotice } from "#lib/domain/inbox/assignment-notice";
import { notify } from "#lib/domain/inbox/notify";
import { requireUsableIssue } from "#lib/domain/issues/queries";
import { Issue } from "#lib/domain/issues/schema";
import { requirePerson } from "#lib/domain/people/queries";
import { endClaim } from "./end-claim.ts";
import { keepHold } from "./keep-hold.ts";
import { requireOwnClaim } from "./own-claim.ts";
import { saveWorkState } from "./save-work-state.ts";
import { HandOver } from "./schema.ts";

export const handOverIssue = defineOperation({
  name: "issues.hand_over",
  summary: "Hand an issue that you hold to somebody else, who finds it assigned and ready.",
  access: "write",
  reach: "projects",
  rest: "POST /issues/:issue/hand-over",
  input: HandOver,
  output: Issue,
  authorize: (ctx, { issue }) => requireUsableIssue(ctx, issue),
  async handle(ctx, { lease, to, note }, issue) {
    const held = requireOwnClaim(ctx, issue, lease);
    await keepHold(ctx, issue);
    const assignee = await requirePerson(ctx, to, "to");
    const ended = { ...held, endedAt: ctx.now.toISOString(), end: "handed_over" };
    const state = { status: "ready", assignee, held: ended, lapses: 0 } as const;
    const after = await saveWorkState(ctx, issue, state);
    await endClaim(ctx, held, { end: "handed_over", reason: note.slice(0, 200), work: { note } });
    const { id, projectId } = issue;
    notify(ctx, [assignmentNotice(assignee.id, { kind: "issue", id, projectId })]);
    return after;
  },
});
