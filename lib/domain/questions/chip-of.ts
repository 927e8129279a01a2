import { cut } from "#lib/core/cut";
import type { QuestionChip } from "./chip.ts";
import type { Question } from "./schema.ts";

/** Characters of a question that the inbox shows. */
const LONGEST = 2000;

export function chipOf({ id, text, options, blocking, state }: Question): QuestionChip {
  return { id, text: cut(text, LONGEST), options, blocking, state };
}
