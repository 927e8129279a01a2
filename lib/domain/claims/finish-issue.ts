import type { FieldChanges } from "#lib/core/context";
import { defineOperation } from "#lib/core/operation";
import { countCriteria } from "#lib/domain/criteria/count";
import { proven } from "#lib/domain/criteria/proven";
import { criteriaWords } from "#lib/domain/criteria/words";
import { requireUnblocked } from "#lib/domain/issues/blockers";
import { requireUsableIssue } from "#lib/domain/issues/queries";
import { Issue } from "#lib/domain/issues/schema";
import { keepHold } from "./keep-hold.ts";
import { leaveWork } from "./leave-work.ts";
import { requireOwnClaim } from "./own-claim.ts";
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
  async handle(ctx, { issue: _, lease, status, force, evidence = [], ...work }, issue) {
    const held = requireOwnClaim(ctx, issue, lease);
    await keepHold(ctx, issue);
    if (status === "done" && !force) requireUnblocked(issue);
    const branch = work.branch ?? issue.branch;
    const told: FieldChanges = status === "done" && force && issue.blocked ? { forced: [false, true] } : {};
    const pathOf = (place: number, field: string) => `evidence.${place}.${field}`;
    const criteria = await proven(ctx, issue, evidence, pathOf);
    const { total, verified, ...met } = countCriteria(criteria.criteria);
    const remark = verified < total ? `Criteria: ${criteriaWords({ total, verified, ...met })}.` : "";
    const state = { status, assignee: issue.assignee, branch, lapses: 0, criteria };
    return leaveWork(ctx, { ...issue, held }, state, { end: "finished", work, remark, told });
  },
});
