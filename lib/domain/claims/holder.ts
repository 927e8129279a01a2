import type { Actor } from "#lib/core/actor";
import type { Person, Via } from "#lib/domain/people/schema";

/** Whose a claim is: the person, the key, and which window on it. */
export interface Holding {
  lease: string;
  holder: Person;
  keyId: string | null;
  session: string;
}

/** Is a claim the actor's own? One that says no session is taken for every window of its key. */
export function isOwn({ user, key, session }: Actor, claim: Holding): boolean {
  if (claim.holder.id !== user.id || claim.keyId !== (key?.id ?? null)) return false;
  return session === null || session === claim.session || session === claim.lease;
}

/** Who holds a claim, as sentences name it: "Ada", or "claude-code for Ada". */
export function holderName({ holder, via }: { holder: Person; via: Via | null }): string {
  const agent = via?.client ?? via?.key;
  return agent ? `${agent} for ${holder.name}` : holder.name;
}
