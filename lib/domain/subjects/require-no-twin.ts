import type { ReadContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { TWIN } from "./likeness.ts";

interface Twin {
  key: string;
  title: string;
  likeness: number;
}

interface Said {
  confirm?: boolean | undefined;
  /** How the refusal begins, and what to do instead. */
  there?: string;
  instead?: string;
}

/** Asks an agent to confirm what most likely is there already. */
export function requireNoTwin(
  { actor }: ReadContext,
  similar: readonly Twin[],
  { confirm = false, there = "Open already", instead = "Work on it or comment there" }: Said,
): void {
  const twins = similar.filter((one) => one.likeness >= TWIN);
  if (confirm || actor.key?.kind !== "agent" || twins.length === 0) return;
  const named = twins.map(({ key, title }) => `${key} "${title}"`).join(", ");
  throw new TurboError(
    "refused",
    `${there}: ${named}. ${instead}; if this is another matter, send it again with confirm: true.`,
    { current: { similar: twins }, fields: [{ path: "confirm", message: "Send true if it is another matter." }] },
  );
}
