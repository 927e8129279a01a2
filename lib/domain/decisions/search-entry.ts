import type { SearchEntry } from "#lib/db/search";
import type { Texts } from "./columns.ts";

/** All texts of a decision, by which it is found and in which others are named. */
export function decisionTexts({ title, context, options, outcome, rationale, consequences }: Texts): string[] {
  const points = options.flatMap(({ name, pros, cons, whyNot }) => [name, ...pros, ...cons, whyNot]);
  return [title, outcome, rationale, context, consequences, ...points];
}

/** The words by which a decision is found: key, title and all its texts. */
export function decisionSearchEntry(
  decision: Texts & { id: string; key: string; projectId: string | null },
): SearchEntry {
  const [title, ...rest] = decisionTexts(decision);
  return {
    kind: "decision",
    subject: decision.id,
    project: decision.projectId,
    title: `${decision.key} ${title}`,
    body: rest.filter(Boolean).join("\n"),
  };
}
