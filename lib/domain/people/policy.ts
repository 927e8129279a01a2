import type { Actor } from "#lib/core/actor";
import { TurboError } from "#lib/core/errors";

/** Whether an actor sees and ends what belongs to others: their keys and sign-ins. */
export function maySeeAll(actor: Actor): boolean {
  return actor.scope === "admin" && actor.user.role === "owner" && actor.projectIds === null;
}

/** Refuses an agent's key: what `what` names is for people to change. */
export function requireNoAgent(actor: Actor, what: string): void {
  if (actor.key?.kind !== "agent") return;
  throw new TurboError("forbidden", `${what} is changed by a person, not with the agent key "${actor.key.name}".`);
}

/**
 * Refuses an idempotency key where an input or answer holds a secret: a remembered call would keep it in the database.
 */
export function requireNoReplay(ctx: object): void {
  if (!("idempotencyKey" in ctx) || ctx.idempotencyKey === null) return;
  throw new TurboError(
    "invalid",
    "This write carries a secret, which Turbo does not keep, so it cannot be repeated by an idempotency key. Send it without one.",
  );
}
