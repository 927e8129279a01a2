import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { keepHold } from "#lib/domain/claims/keep-hold";
import { findCriterion, noCriterion } from "#lib/domain/criteria/find-criterion";
import { OPEN, saidMet } from "#lib/domain/criteria/policy";
import { saveIssueCriteria } from "#lib/domain/criteria/save-issue-criteria";
import type { Criterion } from "#lib/domain/criteria/schema";
import { requireUsableIssue } from "./queries.ts";
import { CriterionChange, Issue } from "./schema.ts";

export const tickCriterion = defineOperation({
  name: "issues.tick",
  summary: "Say that an acceptance criterion is met, or not: a person verifies it, an agent or script reports it.",
  access: "write",
  reach: "projects",
  rest: "PATCH /issues/:issue/criteria/:criterion",
  input: CriterionChange,
  output: Issue,
  authorize: (ctx, { issue }) => requireUsableIssue(ctx, issue),
  async handle(ctx, { criterion: ref, done }, before) {
    await keepHold(ctx, before);
    const criterion = findCriterion(before.criteriaList, ref);
    if (!criterion) throw new TurboError("not_found", `${before.key}: ${noCriterion(before.criteriaList, ref)}`);
    const is: Criterion = { ...criterion, done, ...(done ? saidMet(ctx) : OPEN) };
    // A report changes nothing of what is reported or verified already.
    const stays = criterion.state === is.state || (criterion.done && is.state === "reported");
    const criteria = before.criteriaList.map((one) => (one === criterion && !stays ? is : one));
    return saveIssueCriteria(ctx, before, { criteria, evidence: before.evidence });
  },
});
