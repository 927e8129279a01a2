import type { ReadContext } from "#lib/core/context";
import { maySeeProject } from "#lib/domain/projects/policy";
import type { Edge } from "./without-cycles.ts";

/** Refused edges as people read them: the two ends and the way round by key. */
export async function keyed(
  ctx: ReadContext,
  refused: readonly { edge: Edge; cycle: readonly string[] }[],
): Promise<{ from: string; to: string; cycle: string[] }[]> {
  if (refused.length === 0) return [];
  const rows = await ctx.db.issue.findMany({
    where: { id: { in: [...new Set(refused.flatMap(({ cycle }) => cycle))] } },
    select: { id: true, number: true, project: { select: { id: true, key: true } } },
  });
  const keys = new Map(
    rows.map(({ id, number, project }) => [
      id,
      maySeeProject(ctx.actor, project.id) ? `${project.key}-${number}` : "an issue out of reach",
    ]),
  );
  const key = (row: string) => keys.get(row) ?? row;
  return refused.map(({ edge: [from, to], cycle }) => ({ from: key(from), to: key(to), cycle: cycle.map(key) }));
}
