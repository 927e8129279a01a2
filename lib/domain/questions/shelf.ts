import { binBy } from "#lib/domain/shelf/move-shelf";
import { shelfVerbs } from "#lib/domain/shelf/shelf-verbs";
import { requireOwnQuestion } from "./queries.ts";
import { saveQuestion } from "./save-question.ts";
import { Question, QuestionRef } from "./schema.ts";

export const { bin: binQuestion, restore: restoreQuestion } = shelfVerbs({
  kind: "question",
  reach: "projects",
  input: QuestionRef,
  output: Question,
  summaries: {
    bin: "Move a question to the bin, where it keeps nothing out of the queue; it can be restored.",
    restore: "Bring a question back from the bin.",
  },
  find: () => requireOwnQuestion,
  move: binBy(saveQuestion),
});
