import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { isId } from "#lib/core/ids";
import { noSuch } from "#lib/core/likeliest";
import { maySeeProject } from "./policy.ts";

/** What most operations need to know of a project. */
export interface ProjectSlot {
  id: string;
  key: string;
  name: string;
  shelf: "live" | "archived" | "binned";
}

/** The project of a key or id, binned ones included; throws `not_found` naming the likeliest. */
export async function requireProject(ctx: ReadContext, ref: string): Promise<ProjectSlot> {
  const { values, bind } = bindings(ctx.database.engine);
  const where = isId(ref) ? `"id" = ${bind(ref.toLowerCase())}` : `"key" = ${bind(ref.toUpperCase())}`;
  const [found] = await ctx.db.$queryRawUnsafe<ProjectSlot[]>(
    `SELECT "id", "key", "name", CAST("shelf" AS TEXT) AS "shelf" FROM "Project" WHERE ${where}`,
    ...values,
  );
  if (!found || !maySeeProject(ctx.actor, found.id)) throw await noProject(ctx, ref);
  return found;
}

/** A project that can take something new. */
export async function requireLiveProject(ctx: ReadContext, ref: string): Promise<ProjectSlot> {
  const project = await requireProject(ctx, ref);
  requireLive(project);
  return project;
}

/** Refuses what would change a project in the bin. */
export function requireLive({ key, shelf }: Pick<ProjectSlot, "key" | "shelf">): void {
  if (shelf === "binned") throw new TurboError("refused", `Project ${key} is in the bin. Restore it first.`);
}

async function noProject(ctx: ReadContext, ref: string): Promise<TurboError> {
  const visible = ctx.actor.projectIds === null ? {} : { id: { in: [...ctx.actor.projectIds] } };
  const known = await ctx.db.project.findMany({
    where: { shelf: "live", ...visible },
    select: { key: true },
    orderBy: [{ nameFold: "asc" }, { id: "asc" }],
    take: 200,
  });
  const keys = known.map((project) => project.key);
  return new TurboError("not_found", noSuch("project", ref, keys), {
    fields: [{ path: "project", message: "There is no such project.", allowed: keys.slice(0, 20) }],
  });
}

/** Ids of the projects named, for filters; throws `not_found` for the first that does not exist. */
export async function requireProjectIds(ctx: ReadContext, refs: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const ref of refs) ids.push((await requireProject(ctx, ref)).id);
  return ids;
}

/** Projects in the bin, whose issues no list across projects shows. */
export async function binnedProjectIds(ctx: ReadContext): Promise<string[]> {
  const rows = await ctx.db.$queryRawUnsafe<{ id: string }[]>(`SELECT "id" FROM "Project" WHERE "shelf" = 'binned'`);
  return rows.map((row) => row.id);
}
