import type { ReadContext } from "#lib/core/context";
import { isId } from "#lib/core/ids";

/**
 * The condition, to be added to others, that the issue `alias` lies in a project that the actor may see; empty where
 * every project may be seen. What is linked from elsewhere does not exist for a key that is limited to some projects.
 */
export function seenOnly(ctx: ReadContext, alias: string): string {
  const projects = ctx.actor.projectIds?.filter(isId);
  if (!projects) return "";
  return projects.length === 0
    ? " AND 1 = 0"
    : ` AND ${alias}."projectId" IN (${projects.map((id) => `'${id}'`).join(", ")})`;
}
