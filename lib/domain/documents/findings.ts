import type { ReadContext } from "#lib/core/context";
import type { Fragment } from "#lib/core/fragment";
import { shorten } from "#lib/core/one-line";
import type { Edit } from "#lib/validation/edits";
import { type AskedRules, rulesFor } from "./document-rules.ts";
import type { Finding } from "./schema.ts";
import { planOf } from "./text-plan.ts";

/** Findings that are answered, at most. */
const MOST = 500;
const SNIPPET = 160;
/** How much of what stands around a change may be needed to tell its place from others, in characters. */
const AROUND = 300;

/** What a check finds in a Markdown text, as far as the actor may know of it. */
export async function findingsIn(
  ctx: ReadContext,
  text: string,
  asked: AskedRules,
): Promise<{ total: number; items: Finding[] }> {
  // Loaded with the first check: most servers rest without one.
  const { checkText, RULES } = await import("#lib/validation/check");
  const settings = rulesFor(RULES, asked);
  const found = checkText(text, settings, { plan: await planOf(ctx, text) });
  return {
    total: found.length,
    items: found.slice(0, MOST).map(({ edit, entry = null, confidence = 1, ...finding }) => ({
      ...finding,
      snippet: lineAround(text, finding.start),
      entry,
      confidence,
      edit: edit ? { ...edit, before: text.slice(edit.start, edit.end), replace: fragmentOf(text, edit) } : null,
    })),
  };
}

function lineAround(text: string, at: number): string {
  const from = Math.max(text.lastIndexOf("\n", at - 1) + 1, at - SNIPPET / 2);
  const line = /[^\r\n]*/.exec(text.slice(from, from + 2 * SNIPPET))?.[0] ?? "";
  return shorten(line.trim(), SNIPPET).toWellFormed();
}

/** The change as words that occur once in the text; null where nothing near tells its place from others. */
function fragmentOf(text: string, { start, end, after }: Edit): Fragment | null {
  for (let around = 0; around <= AROUND; around = around * 2 || 8) {
    const [from, to] = [Math.max(0, start - around), Math.min(text.length, end + around)];
    const find = text.slice(from, to);
    if (find === "" || !find.isWellFormed() || text.indexOf(find) !== text.lastIndexOf(find)) continue;
    return { find, replace: text.slice(from, start) + after + text.slice(end, to) };
  }
  return null;
}
