import type { ReadContext } from "#lib/core/context";
import { pageOf } from "#lib/core/fields";
import { defineOperation } from "#lib/core/operation";
import type { KeysetCondition } from "#lib/db/keyset";
import { requireIssue } from "#lib/domain/issues/queries";
import { questionPage } from "./question-page.ts";
import { Question, QuestionFilter } from "./schema.ts";

export const listQuestions = defineOperation({
  name: "questions.list",
  summary: "List questions, latest first: of an issue, asked of somebody, or by somebody.",
  access: "read",
  reach: "projects",
  rest: "GET /questions",
  input: QuestionFilter,
  output: pageOf(Question),
  authorize: (ctx, { issue }) => within(ctx, issue),
  handle: (ctx, filter, where) => questionPage(ctx, filter, where),
});

async function within(ctx: ReadContext, issue: string | undefined): Promise<KeysetCondition[]> {
  if (issue !== undefined) return [{ column: "issueId", is: (await requireIssue(ctx, issue)).id, few: true }];
  const { projectIds } = ctx.actor;
  return projectIds === null
    ? []
    : [{ exists: "Issue", key: "id", own: "issueId", column: "projectId", in: projectIds }];
}
