import type { SearchEntry } from "#lib/db/search";
import { keyedEntry } from "#lib/domain/subjects/keyed-entry";
import type { Texts } from "./columns.ts";

/** All texts of a decision, by which it is found and in which others are named. */
export function decisionTexts({ title, context, options, outcome, rationale, consequences }: Texts): string[] {
  const points = options.flatMap(({ name, pros, cons, whyNot }) => [name, ...pros, ...cons, whyNot]);
  return [title, outcome, rationale, context, consequences, ...points];
}

/** The words by which a decision is found. */
export function decisionSearchEntry(
  decision: Texts & { id: string; key: string; projectId: string | null },
): SearchEntry {
  const [, ...rest] = decisionTexts(decision);
  return keyedEntry("decision", decision, decision.projectId, rest.filter(Boolean));
}
