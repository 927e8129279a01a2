import { defineOperation } from "#lib/core/operation";
import { keepHold } from "#lib/domain/claims/keep-hold";
import { requireUsableIssue } from "#lib/domain/issues/queries";
import { Issue } from "#lib/domain/issues/schema";
import { proven } from "./proven.ts";
import { saveIssueCriteria } from "./save-issue-criteria.ts";
import { NewEvidence } from "./schema.ts";

export const proveCriterion = defineOperation({
  name: "issues.prove",
  summary: "Add evidence that an acceptance criterion is met; it is reported then, until a person verifies it.",
  access: "write",
  reach: "projects",
  rest: "POST /issues/:issue/criteria/:criterion/evidence",
  input: NewEvidence,
  output: Issue,
  authorize: (ctx, { issue }) => requireUsableIssue(ctx, issue),
  async handle(ctx, { issue: _, ...proof }, before) {
    await keepHold(ctx, before);
    return saveIssueCriteria(ctx, before, await proven(ctx, before, [proof], (_place, field) => field));
  },
});
