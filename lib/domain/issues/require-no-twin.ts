import type { ReadContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { TWIN } from "./likeness.ts";
import type { SimilarIssue } from "./schema.ts";

/** Asks an agent to confirm an issue that most likely is there already. */
export function requireNoTwin({ actor }: ReadContext, similar: readonly SimilarIssue[], confirm: boolean): void {
  const twins = similar.filter((one) => one.likeness >= TWIN);
  if (confirm || actor.key?.kind !== "agent" || twins.length === 0) return;
  const named = twins.map(({ key, title }) => `${key} "${title}"`).join(", ");
  throw new TurboError(
    "refused",
    `Open already: ${named}. Work on it or comment there; if this is another matter, send it again with confirm: true.`,
    { current: { similar: twins }, fields: [{ path: "confirm", message: "Send true if it is another matter." }] },
  );
}
