import { notFound, TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { keepHold } from "#lib/domain/claims/keep-hold";
import { requireUsableIssue } from "#lib/domain/issues/queries";
import { Issue } from "#lib/domain/issues/schema";
import { withEvidence } from "./criteria-sql.ts";
import { whyNotOwn } from "./policy.ts";
import { saveIssueCriteria } from "./save-issue-criteria.ts";
import { EvidenceRef } from "./schema.ts";

export const removeEvidence = defineOperation({
  name: "issues.unprove",
  summary: "Take evidence away; how its criterion stands does not change by it.",
  access: "write",
  reach: "projects",
  rest: "DELETE /issues/:issue/evidence/:evidence",
  input: EvidenceRef,
  output: Issue,
  authorize: (ctx, { issue }) => requireUsableIssue(ctx, issue),
  async handle(ctx, { evidence: ref }, before) {
    await keepHold(ctx, before);
    const gone = before.evidence.find(({ id, isSeen }) => isSeen && id === ref.toLowerCase());
    if (!gone) throw notFound("evidence", `${before.key} has no evidence "${ref}".`);
    const why = whyNotOwn(ctx.actor, gone);
    if (why !== null) throw new TurboError("forbidden", why);
    const evidence = before.evidence.filter((one) => one !== gone);
    return saveIssueCriteria(ctx, before, { criteria: withEvidence(before.criteriaList, evidence), evidence });
  },
});
