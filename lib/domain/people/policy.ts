import type { Actor, Role } from "#lib/core/actor";
import { TurboError } from "#lib/core/errors";

/** Whether a role is for running this Turbo: its people, keys and settings. Who has it is of every project. */
export function runsTurbo(role: Role): boolean {
  return role === "owner" || role === "admin";
}

/** Whether an actor sees and ends what belongs to others: their keys and sign-ins. */
export function maySeeAll(actor: Actor): boolean {
  return actor.scope === "admin" && runsTurbo(actor.user.role) && actor.projectIds === null;
}

/** Refuses an admin to give the role of owner. */
export function requireMayGive(actor: Actor, role: Role): void {
  if (role === "owner" && actor.user.role !== "owner")
    throw new TurboError("forbidden", "Only an owner makes an owner. Ask one, or choose another role.");
}

/** Refuses an admin what changes an owner, their keys or sign-ins, or would let somebody in as one. */
export function requireOver(actor: Actor, person: { id: string; handle: string; role: Role }): void {
  if (person.role !== "owner" || actor.user.role === "owner" || actor.user.id === person.id) return;
  throw new TurboError("forbidden", `${person.handle} is an owner, whom only an owner changes. Ask one.`);
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
