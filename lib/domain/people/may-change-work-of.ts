import type { Actor } from "#lib/core/actor";
import { runsTurbo } from "./policy.ts";

/** What a person wrote is changed by that person, an owner or an admin; a key acts for its person. */
export function mayChangeWorkOf(actor: Actor, userId: string | null): boolean {
  return actor.user.id === userId || runsTurbo(actor.user.role);
}
