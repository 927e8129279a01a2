import { invalidField } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { keepHold } from "#lib/domain/claims/keep-hold";
import type { StoredIssue } from "#lib/domain/issues/issue-row";
import { requireUsableIssue } from "#lib/domain/issues/queries";
import { Issue } from "#lib/domain/issues/schema";
import { findCriterion, noCriterion } from "./find-criterion.ts";
import { OPEN, requireVerifier, saidMet } from "./policy.ts";
import { saveIssueCriteria } from "./save-issue-criteria.ts";
import { type Criterion, type Standing, Verification } from "./schema.ts";

export const verifyCriteria = defineOperation({
  name: "issues.verify",
  summary:
    "Verify acceptance criteria that are reported as met, or take that back; people do, agents and scripts do not.",
  access: "write",
  reach: "projects",
  rest: "POST /issues/:issue/verify",
  input: Verification,
  output: Issue,
  async authorize(ctx, { issue }) {
    const found = await requireUsableIssue(ctx, issue);
    requireVerifier(ctx.actor, found.key);
    return found;
  },
  async handle(ctx, { criteria: refs, verified }, before) {
    await keepHold(ctx, before);
    const from = verified ? "reported" : "verified";
    const meant = refs ? named(before, refs) : before.criteriaList.filter(({ state }) => state === from);
    const changes = (one: Criterion) =>
      meant.includes(one) && (verified ? one.state !== "verified" : one.state === from);
    const standing: Standing = verified ? saidMet(ctx) : { ...OPEN, state: "reported" };
    const criteria = before.criteriaList.map((one) => (changes(one) ? { ...one, done: true, ...standing } : one));
    return saveIssueCriteria(ctx, before, { criteria, evidence: before.evidence });
  },
});

function named({ criteriaList }: StoredIssue, refs: readonly string[]): Criterion[] {
  return refs.map((ref, place) => {
    const found = findCriterion(criteriaList, ref);
    if (!found) throw invalidField(`criteria.${place}`, noCriterion(criteriaList, ref));
    return found;
  });
}
