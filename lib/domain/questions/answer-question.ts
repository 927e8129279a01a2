import { briefValue } from "#lib/core/brief-value";
import type { WriteContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { notify } from "#lib/domain/inbox/notify";
import { beginning } from "#lib/domain/search/excerpt";
import { forgetLapses } from "./forget-lapses.ts";
import { requireAnswerer } from "./policy.ts";
import { requireUsableQuestion, type StoredQuestion } from "./queries.ts";
import { requireOpen, saidIn } from "./require-open.ts";
import { saveQuestion } from "./save-question.ts";
import { Answer, Question } from "./schema.ts";

export const answerQuestion = defineOperation({
  name: "questions.answer",
  summary: "Answer a question by one of its options, in your own words, or both; people answer, agents do not.",
  access: "write",
  reach: "projects",
  rest: "POST /questions/:question/answer",
  input: Answer,
  output: Question,
  async authorize(ctx, { question }) {
    const found = await requireUsableQuestion(ctx, question);
    requireAnswerer(ctx.actor, found);
    return found;
  },
  async handle(ctx, input, before) {
    const choice = input.choice === undefined ? null : chosen(before, input.choice);
    const answer = input.answer.trim() === "" ? "" : input.answer;
    if (choice === null && answer === "")
      throw invalidField("answer", "Choose an option, or write the answer.", before.options);
    if (before.state === "answered" && before.choice === choice && before.answer === answer) {
      ctx.unchanged();
      return before;
    }
    requireOpen(before);
    const told = briefValue(answer);
    const { user } = ctx.actor;
    const after = await saveQuestion(
      ctx,
      before,
      { state: "answered", choice, answer, answererId: user.id, answeredAt: ctx.now },
      {
        state: ["open", "answered"],
        choice: [null, choice],
        answer: ["", told],
        ...(told === answer ? {} : { begins: [null, beginning(answer)] }),
        answeredBy: [null, user.handle],
        answeredAt: [null, ctx.now],
      },
    );
    await forgetLapses(ctx, before);
    tellAsker(ctx, after);
    return { ...after, answeredBy: user };
  },
});

/** The option of a text, else of a place. Throws `invalid` with those there are. */
function chosen({ options }: StoredQuestion, choice: string | number): string {
  const option = options.find((one) => one === choice) ?? options[Number(choice) - 1];
  if (option !== undefined) return option;
  const message = options.length === 0 ? "The question has no options. Write the answer." : "There is no such option.";
  throw invalidField("choice", message, options);
}

function tellAsker(ctx: WriteContext, { id, issueId, projectId, by, choice, answer }: StoredQuestion): void {
  if (by === null) return;
  const subject = { kind: "issue", id: issueId, projectId } as const;
  const excerpt = beginning(saidIn({ choice, answer }));
  notify(ctx, [{ userId: by.id, kind: "answer", subject, sourceId: id, excerpt }]);
}
