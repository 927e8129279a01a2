import { defineOperation } from "#lib/core/operation";
import { requireQuestion } from "./queries.ts";
import { Question, QuestionRef } from "./schema.ts";

export const getQuestion = defineOperation({
  name: "questions.get",
  summary: "Read one question with its answer.",
  access: "read",
  reach: "projects",
  rest: "GET /questions/:question",
  input: QuestionRef,
  output: Question,
  authorize: (ctx, { question }) => requireQuestion(ctx, question),
  handle: (_ctx, _input, question) => question,
});
