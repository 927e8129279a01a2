import { checkText, type Known, type Settings } from "./check.ts";
import { applyEdits } from "./edits.ts";

/** Rounds of checking and changing; what is not at rest then goes round in a circle. */
const ROUNDS = 10;

/** A text with all that can be mended safely, checked again until nothing is left to do. */
export function fixText(text: string, settings: Settings, known: Known): string {
  let now = text;
  for (let round = 0; round < ROUNDS; round++) {
    const edits = checkText(now, settings, known).flatMap(({ edit }) => edit ?? []);
    const next = applyEdits(now, edits).text;
    if (next === now) break;
    now = next;
  }
  return now;
}
