import { z } from "zod";
import { invalidField } from "./errors.ts";
import { Body, LIMITS } from "./fields.ts";

/** A change of one place in a long text, instead of sending the whole. */
export const Fragment = z.strictObject({
  find: Body.min(1).describe("Text as it stands there now; must occur exactly once unless all is true."),
  replace: Body.describe("What stands there instead; empty takes it away."),
  all: z.boolean().optional().describe("Replace every occurrence."),
});
export type Fragment = z.output<typeof Fragment>;

/**
 * Applies fragments one after the other. Throws `invalid` for one that is not found, or not only once, or that would make
 * the text longer than a body may be: seen before it is made, because a few words can stand for all memory there is.
 */
export function replaceFragments(text: string, fragments: readonly Fragment[], path: string): string {
  return fragments.reduce((now, { find, replace, all }, place) => {
    const parts = now.split(find);
    const times = parts.length - 1;
    const at = `${path}.${place}.find`;
    if (times === 0)
      throw invalidField(at, "Does not occur in the text as it is now. Read it again and copy it exactly.");
    if (times > 1 && !all)
      throw invalidField(at, `Occurs ${times} times. Add more of what stands around it, or send all: true.`);
    const length = now.length + times * (replace.length - find.length);
    if (length > LIMITS.body)
      throw invalidField(
        `${path}.${place}.replace`,
        `Makes ${length} characters of the text; the limit is ${LIMITS.body}.`,
      );
    return parts.join(replace);
  }, text);
}
