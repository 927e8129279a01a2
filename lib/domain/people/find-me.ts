import { projectIdsOf } from "#lib/core/actor";
import type { ReadContext } from "#lib/core/context";
import { keysOfLimits } from "#lib/domain/projects/limit";
import type { Me } from "./schema.ts";

/** What the actor is told of itself. */
export async function findMe(ctx: ReadContext): Promise<Me> {
  const { passwordHash, projectIds, ...user } = await ctx.db.user.findUniqueOrThrow({
    where: { id: ctx.actor.user.id },
    select: {
      id: true,
      handle: true,
      name: true,
      email: true,
      role: true,
      projectIds: true,
      version: true,
      passwordHash: true,
    },
  });
  const { key, scope, session } = ctx.actor;
  const limit = projectIdsOf(projectIds);
  const projects = limit && (await keysOfLimits(ctx, [limit]))(limit);
  return { user: { ...user, projects, hasPassword: passwordHash !== null }, key, scope, session };
}
