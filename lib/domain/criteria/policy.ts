import type { Actor } from "#lib/core/actor";
import type { WriteContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { viaOf } from "#lib/domain/people/queries";
import type { Evidence, Standing } from "./schema.ts";

export const OPEN: Standing = { state: "open", by: null, via: null, at: null };

/** What was met before anybody kept who said so. */
export const LONG_MET: Standing = { ...OPEN, state: "verified" };

/** May an actor verify? People may: in the browser, and with a person's key that no MCP client uses. */
export function mayVerify({ key, door }: Actor): boolean {
  return key === null || (key.kind === "person" && door !== "mcp");
}

/** How a criterion stands of which the actor says that it is met: people verify, agents and scripts report. */
export function saidMet(ctx: Pick<WriteContext, "actor" | "now">): Standing {
  return { ...reported(ctx), state: mayVerify(ctx.actor) ? "verified" : "reported" };
}

/** How a criterion stands that is said to be met and not verified, whoever says so. */
export function reported({ actor, now }: Pick<WriteContext, "actor" | "now">): Standing {
  const { id, handle, name } = actor.user;
  return { state: "reported", by: { id, handle, name }, via: viaOf(actor), at: now.toISOString() };
}

/** Refuses who may not verify. */
export function requireVerifier(actor: Actor, key: string): void {
  if (mayVerify(actor)) return;
  const { kind = "agent", name = "" } = actor.key ?? {};
  const who = kind === "person" ? "what comes through MCP" : `the ${kind} key "${name}"`;
  throw new TurboError(
    "forbidden",
    `A person verifies the criteria of ${key}, not ${who}. Say what is met and add evidence; a person looks at it.`,
  );
}

/** Why the actor may not take evidence away; null where they may: people and scripts, and the agents of who added it through one. */
export function whyNotOwn({ user, key }: Actor, { by, via }: Pick<Evidence, "by" | "via">): string | null {
  if (key?.kind !== "agent" || (by?.id === user.id && via?.kind === "agent")) return null;
  return `This evidence is ${by ? `@${by.handle}'s` : "of somebody who is gone"}. The agent key "${key.name}" takes back only its own; a person may.`;
}
