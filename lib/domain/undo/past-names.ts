import { fold } from "#lib/core/fold";
import type { Past } from "./reverter.ts";
import type { PastEvent } from "./step.ts";

/** What labels were called while these events happened. */
export function pastLabels(events: readonly PastEvent[]): Past["labels"] {
  const labels = new Map<string, string>();
  for (const { changes } of events) {
    for (const { kind, id, fields } of changes) {
      if (kind !== "label") continue;
      for (const name of fields.name ?? []) if (typeof name === "string") labels.set(fold(name), id);
    }
  }
  return labels;
}
