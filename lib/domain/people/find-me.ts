import type { ReadContext } from "#lib/core/context";
import type { Me } from "./schema.ts";

/** What the actor is told of itself. */
export async function findMe(ctx: ReadContext): Promise<Me> {
  const { passwordHash, ...user } = await ctx.db.user.findUniqueOrThrow({
    where: { id: ctx.actor.user.id },
    select: { id: true, handle: true, name: true, email: true, role: true, version: true, passwordHash: true },
  });
  const { key, scope, session } = ctx.actor;
  return { user: { ...user, hasPassword: passwordHash !== null }, key, scope, session };
}
