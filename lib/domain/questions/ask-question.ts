import { invalidField } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { showLife } from "#lib/domain/claims/keep-hold";
import { freshValues } from "#lib/domain/field-table";
import { requireUsableIssue } from "#lib/domain/issues/queries";
import { requirePersonOf } from "#lib/domain/people/of-project";
import { QUESTION_FIELDS } from "./fields.ts";
import { insertQuestion } from "./insert-question.ts";
import { personToAsk } from "./person-to-ask.ts";
import { NewQuestion, Question } from "./schema.ts";

export const askQuestion = defineOperation({
  name: "questions.ask",
  summary: "Ask a person about an issue; a blocking question keeps it out of the queue until it is answered.",
  access: "write",
  reach: "projects",
  rest: "POST /issues/:issue/questions",
  input: NewQuestion,
  output: Question,
  authorize: (ctx, { issue }) => requireUsableIssue(ctx, issue),
  async handle(ctx, { of, ...input }, issue) {
    await showLife(ctx, issue);
    const project = { id: issue.projectId, key: issue.project };
    const asked = of === undefined ? await personToAsk(ctx, project.id) : await requirePersonOf(ctx, of, "of", project);
    if (!asked) throw invalidField("of", `${issue.project} has no lead and the workspace no owner. Name who is asked.`);
    return insertQuestion(ctx, issue, { ...freshValues(QUESTION_FIELDS, input), of: asked });
  },
});
