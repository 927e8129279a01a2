import type { Actor } from "#lib/core/actor";

/** What a person wrote is changed by that person and by the owner; a key acts for its person. */
export function mayChangeWorkOf(actor: Actor, userId: string | null): boolean {
  return actor.user.id === userId || actor.user.role === "owner";
}
