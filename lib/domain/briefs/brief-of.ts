import type { ReadContext } from "#lib/core/context";
import { estimateTokens } from "#lib/core/token-estimate";
import { fitSections } from "./fit-sections.ts";
import { headOf } from "./head.ts";
import { readFacts } from "./read-facts.ts";
import type { Brief } from "./schema.ts";
import { SECTIONS } from "./sections.ts";

/** The brief of an issue that was looked up, in six statements at most; inside a write it tells what that wrote. */
export async function briefOf(
  ctx: ReadContext,
  issue: { id: string; key: string; projectId: string },
  budget: number,
): Promise<Brief> {
  const facts = await readFacts(ctx, issue, budget);
  const sections = SECTIONS.flatMap((section) => section(facts) ?? []);
  const { text, leftOut } = fitSections(facts.issue.key, { head: headOf(facts), sections, budget });
  return { issue: facts.issue.key, version: facts.issue.version, text, tokens: estimateTokens(text), budget, leftOut };
}
