import type { ReadContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { maySeeProject } from "./policy.ts";
import { requireProject } from "./queries.ts";

/** The projects that a person or a key is to be limited to. Throws `invalid` for none, and `not_found`. */
export async function requireLimit(
  ctx: ReadContext,
  refs: readonly string[],
): Promise<{ projectIds: string[]; projects: string[] }> {
  if (refs.length === 0)
    throw invalidField("projects", "Name at least one project, or leave it out for every project.");
  const found = new Map<string, string>();
  for (const ref of refs) {
    const { id, key } = await requireProject(ctx, ref);
    found.set(id, key);
  }
  return { projectIds: [...found.keys()], projects: [...found.values()] };
}

/** Tells the keys of the projects of limits, as far as the actor sees them; null is every project. */
export async function keysOfLimits(
  ctx: ReadContext,
  limits: readonly (readonly string[] | null)[],
): Promise<(limit: readonly string[] | null) => string[] | null> {
  const ids = [...new Set(limits.flatMap((limit) => limit ?? []))].filter((id) => maySeeProject(ctx.actor, id));
  const rows =
    ids.length === 0
      ? []
      : await ctx.db.project.findMany({ where: { id: { in: ids } }, select: { id: true, key: true } });
  const keys = new Map(rows.map((row) => [row.id, row.key]));
  return (limit) => (limit === null ? null : limit.flatMap((id) => keys.get(id) ?? []));
}
