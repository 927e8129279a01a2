import type { z } from "zod";
import type { WhatHolds } from "#lib/domain/decisions/schema";

/** Which decisions hold somewhere, with what one has to know to follow them. */
export function holdingReport({ items, superseded, more }: z.output<typeof WhatHolds>): string {
  if (items.length === 0 && superseded.length === 0) return "No decision holds there.";
  const part = (name: string, text: string | null) => (text?.trim() ? [`  ${name}: ${indented(text.trim())}`] : []);
  const holding = items.flatMap((decision) => [
    `${decision.key}  ${decision.status}  ${decision.title}`,
    `  ${decision.why.join("; ")}`,
    ...part("decided", decision.outcome),
    ...part("chosen", decision.chosen),
    ...part("because", decision.rationale),
    ...part("so", decision.consequences),
    ...decision.rejected.flatMap(({ name, whyNot, cons }) => part(`not ${name}`, whyNot || cons.join("; "))),
    "",
  ]);
  const gone = superseded.map(({ key, title, supersededBy: next }) => {
    return `${key}  superseded  ${title}${next ? `\n  in its place: ${next.key}  ${next.title}` : ""}`;
  });
  return [...holding, ...gone, ...(more ? ["There are more: --limit 100"] : [])].join("\n").trimEnd();
}

function indented(text: string): string {
  return text.replace(/\r?\n/g, "\n    ");
}
