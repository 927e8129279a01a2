import type { Actor } from "#lib/core/actor";
import { TurboError } from "#lib/core/errors";
import type { Proposal } from "./schema.ts";

/** Accepting and rejecting is for people, and for the scripts that they wrote: an agent proposes. */
export function maySettle({ key }: Actor): boolean {
  return key?.kind !== "agent";
}

export function requireSettler(actor: Actor): void {
  if (maySettle(actor)) return;
  throw new TurboError(
    "forbidden",
    `A person accepts or rejects what is proposed, not the agent key "${actor.key?.name}". It waits in their inbox; list_changes tells what became of it.`,
  );
}

/** Why the actor may not change a proposal or take it back; null where they may: people, and the agents of who proposed through one. */
export function whyNotOwn(
  { user, key }: Actor,
  { by, via, key: name }: Pick<Proposal, "by" | "via" | "key">,
): string | null {
  if (key?.kind !== "agent" || (by?.id === user.id && via?.kind === "agent")) return null;
  return `${name} was proposed by ${by ? `@${by.handle}` : "somebody"}. The agent key "${key.name}" changes only what it proposed; a person may.`;
}

export function requireOwn(actor: Actor, proposal: Pick<Proposal, "by" | "via" | "key">): void {
  const why = whyNotOwn(actor, proposal);
  if (why !== null) throw new TurboError("forbidden", why);
}

/** Refuses what was settled or taken back already. */
export function requireOpen({ key, status }: Pick<Proposal, "key" | "status">): void {
  if (status === "settled") throw new TurboError("refused", `${key} is settled: nothing in it waits any more.`);
  if (status === "withdrawn") throw new TurboError("refused", `${key} was withdrawn. Propose it anew.`);
}
