import type { ReadContext } from "#lib/core/context";
import { requireNoAgent, requireOver } from "./policy.ts";
import { requireUser, type StoredUser } from "./user-rows.ts";

/** The person of a handle or id, for who may change others: people alone, and of owners other owners alone. */
export async function requireChangeable(ctx: ReadContext, ref: string, what: string): Promise<StoredUser> {
  requireNoAgent(ctx.actor, what);
  const user = await requireUser(ctx, ref);
  requireOver(ctx.actor, user);
  return user;
}
