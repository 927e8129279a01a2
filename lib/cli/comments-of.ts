import { commentLines } from "./card.ts";
import { isRow } from "./cell.ts";
import type { Perform } from "./perform.ts";
import { type Spec, specNamed } from "./spec.ts";

/** Comments that stand below a thing, at most: the newest. */
const MOST = 20;

/** What was said on a thing that was read, as text below it; empty where nobody said anything. */
export async function commentsOf(thing: unknown, perform: Perform, specs: readonly Spec[]): Promise<string> {
  if (!isRow(thing) || typeof thing.comments !== "number" || thing.comments === 0) return "";
  const asked = { on: thing.key, sort: "-createdAt", limit: MOST };
  const { items } = (await perform(specNamed(specs, "comments.list"), asked)) as { items: Record<string, unknown>[] };
  const more = thing.comments > items.length ? `, the last ${items.length}; all: turbo comments list ${thing.key}` : "";
  return ["", `COMMENTS (${thing.comments}${more})`, ...commentLines(items.reverse())].join("\n");
}
