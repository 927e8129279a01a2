import { TurboError } from "#lib/core/errors";
import { beginning } from "#lib/domain/search/excerpt";
import type { StoredQuestion } from "./queries.ts";
import type { Question } from "./schema.ts";

/** Refuses what is answered or was taken back already. */
export function requireOpen({ state, answeredBy, choice, answer }: StoredQuestion): void {
  if (state === "open") return;
  if (state === "withdrawn") throw new TurboError("refused", "This question was withdrawn. Ask it anew.");
  const said = beginning(saidIn({ choice, answer }));
  throw new TurboError(
    "refused",
    `${answeredBy ? `@${answeredBy.handle}` : "Somebody"} answered this question already: "${said}". Undo that answer, or ask anew.`,
  );
}

/** An answer as one text: the option and what was said to it. */
export function saidIn({ choice, answer }: Pick<Question, "choice" | "answer">): string {
  return [choice, answer].filter(Boolean).join(": ");
}
