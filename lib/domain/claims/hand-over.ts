import { defineOperation } from "#lib/core/operation";
import { assignmentNotice } from "#lib/domain/inbox/assignment-notice";
import { notify } from "#lib/domain/inbox/notify";
import { requireUsableIssue } from "#lib/domain/issues/queries";
import { Issue } from "#lib/domain/issues/schema";
import { requirePersonOf } from "#lib/domain/people/of-project";
import { keepHold } from "./keep-hold.ts";
import { leaveWork } from "./leave-work.ts";
import { requireOwnClaim } from "./own-claim.ts";
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
    const assignee = await requirePersonOf(ctx, to, "to", { id: issue.projectId, key: issue.project });
    const ending = { end: "handed_over", reason: note.slice(0, 200), work: { note } } as const;
    const after = await leaveWork(ctx, { ...issue, held }, { status: "ready", assignee, lapses: 0 }, ending);
    const { id, projectId } = issue;
    notify(ctx, [assignmentNotice(assignee.id, { kind: "issue", id, projectId })]);
    return after;
  },
});
