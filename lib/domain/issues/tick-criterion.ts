import { lostRace } from "#lib/core/conflict";
import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { keepHold } from "#lib/domain/claims/keep-hold";
import { countCriteria } from "#lib/domain/criteria/count";
import { OPEN, saidMet } from "#lib/domain/criteria/policy";
import { saveCriteria } from "#lib/domain/criteria/save-criteria";
import type { Criterion } from "#lib/domain/criteria/schema";
import { toldCriteria } from "#lib/domain/criteria/told";
import { ISSUE_FIELDS } from "./fields.ts";
import { requireUsableIssue } from "./queries.ts";
import { CriterionChange, Issue } from "./schema.ts";

export const tickCriterion = defineOperation({
  name: "issues.tick",
  summary: "Tick or untick one acceptance criterion.",
  access: "write",
  reach: "projects",
  rest: "PATCH /issues/:issue/criteria/:criterion",
  input: CriterionChange,
  output: Issue,
  authorize: (ctx, { issue }) => requireUsableIssue(ctx, issue),
  async handle(ctx, { criterion: ref, done }, before) {
    await keepHold(ctx, before);
    const criterion = before.criteriaList.find((one) => one.id === ref) ?? before.criteriaList[Number(ref) - 1];
    if (!criterion) {
      const { length } = before.criteriaList;
      const advice = length > 0 ? `Give its id or its place, 1–${length}.` : "It has no criteria at all.";
      throw new TurboError("not_found", `${before.key} has no criterion "${ref}". ${advice}`);
    }
    const is: Criterion = { ...criterion, done, ...(done ? saidMet(ctx) : OPEN) };
    // A report changes nothing of what is reported or verified already.
    if (criterion.state === is.state || (criterion.done && is.state === "reported")) {
      ctx.unchanged();
      return before;
    }
    const criteriaList = before.criteriaList.map((one) => (one === criterion ? is : one));
    const criteria = countCriteria(criteriaList);
    const { count } = await ctx.db.issue.updateMany({
      where: { id: before.id, version: before.version },
      data: {
        ...ISSUE_FIELDS.criteria.columns(criteriaList),
        version: before.version + 1,
        updatedAt: ctx.now,
      },
    });
    if (count === 0) throw lostRace();
    await saveCriteria(ctx, [{ issueId: before.id, before: before.criteriaList, after: criteriaList }]);
    ctx.changed({
      kind: "issue",
      id: before.id,
      key: before.key,
      projectId: before.projectId,
      fields: { criteria: [toldCriteria(before.criteriaList), toldCriteria(criteriaList)] },
    });
    return { ...before, criteriaList, criteria, version: before.version + 1, updatedAt: ctx.now };
  },
});
