import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { forgetLapses } from "./forget-lapses.ts";
import { whyNotOwn } from "./policy.ts";
import { requireUsableQuestion } from "./queries.ts";
import { requireOpen } from "./require-open.ts";
import { saveQuestion } from "./save-question.ts";
import { Question, QuestionRef } from "./schema.ts";

export const withdrawQuestion = defineOperation({
  name: "questions.withdraw",
  summary: "Take a question back that needs no answer any more; who asked and people may.",
  access: "write",
  reach: "projects",
  rest: "POST /questions/:question/withdraw",
  input: QuestionRef,
  output: Question,
  async authorize(ctx, { question }) {
    const found = await requireUsableQuestion(ctx, question);
    const why = whyNotOwn(ctx.actor, found);
    if (why !== null) throw new TurboError("forbidden", why);
    return found;
  },
  async handle(ctx, _input, before) {
    if (before.state === "withdrawn") {
      ctx.unchanged();
      return before;
    }
    requireOpen(before);
    await forgetLapses(ctx, before);
    return saveQuestion(ctx, before, { state: "withdrawn" }, { state: ["open", "withdrawn"] });
  },
});
