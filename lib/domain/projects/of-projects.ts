import type { ReadContext } from "#lib/core/context";
import type { KeysetCondition } from "#lib/db/keyset";
import { oneOf } from "#lib/domain/lists/one-of";
import { binnedProjectIds, requireProjectIds } from "./queries.ts";

/** The conditions of things of these projects, or of all that the actor sees and that are not in the bin. */
export async function ofProjects(ctx: ReadContext, refs: readonly string[] | undefined): Promise<KeysetCondition[]> {
  if (refs) return [oneOf("projectId", await requireProjectIds(ctx, refs))];
  const { projectIds } = ctx.actor;
  const seen = projectIds ? [oneOf("projectId", projectIds)] : [];
  return [...seen, ...(await binnedProjectIds(ctx)).map((id) => ({ column: "projectId", isNot: id }))];
}
