import type { Actor } from "#lib/core/actor";
import { TurboError } from "#lib/core/errors";

/** Deciding is for people: an agent proposes. */
export function mayDecide(actor: Actor): boolean {
  return actor.key?.kind !== "agent";
}

export function requireMayDecide(actor: Actor, what: "accepted" | "rejected" | "superseded"): void {
  if (mayDecide(actor)) return;
  throw new TurboError(
    "forbidden",
    `A decision is ${what} by a person, not with the agent key "${actor.key?.name}". Propose it and leave it to them; it waits in their inbox.`,
  );
}
