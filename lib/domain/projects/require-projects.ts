import type { ReadContext } from "#lib/core/context";
import { invalidField, TurboError } from "#lib/core/errors";
import { isId } from "#lib/core/ids";
import { maySeeProject } from "./policy.ts";
import { type ProjectSlot, requireLive, requireProject } from "./queries.ts";

/** The projects of these keys or ids, each once, in one statement. Throws `invalid` naming the likeliest. */
export async function requireProjects(
  ctx: ReadContext,
  refs: readonly string[],
  path: string,
): Promise<(ref: string) => ProjectSlot> {
  const ids = refs.filter(isId).map((ref) => ref.toLowerCase());
  const keys = refs.map((ref) => ref.toUpperCase());
  const rows =
    refs.length === 0
      ? []
      : await ctx.db.project.findMany({
          where: { OR: [{ id: { in: ids } }, { key: { in: keys } }] },
          select: { id: true, key: true, name: true, shelf: true },
        });
  const find = (ref: string) =>
    rows.find(
      (row) => maySeeProject(ctx.actor, row.id) && (row.key === ref.toUpperCase() || row.id === ref.toLowerCase()),
    );
  for (const [place, ref] of refs.entries()) requireLive(find(ref) ?? (await wrongName(ctx, ref, `${path}.${place}`)));
  return (ref) => {
    const project = find(ref);
    if (!project) throw new Error(`${ref} was not asked for`);
    return project;
  };
}

async function wrongName(ctx: ReadContext, ref: string, path: string): Promise<ProjectSlot> {
  try {
    return await requireProject(ctx, ref);
  } catch (error) {
    // A wrong name inside of a write is a wrong field, not a missing page.
    if (error instanceof TurboError && error.code === "not_found")
      throw invalidField(path, error.message, error.fields[0]?.allowed);
    throw error;
  }
}
