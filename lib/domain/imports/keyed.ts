import { among } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { maySeeProject } from "#lib/domain/projects/policy";
import type { Edge } from "./without-cycles.ts";

interface Refused {
  edge: Edge;
  cycle: readonly string[];
}

/** Says refused edges as people read them: the two ends and the way round by key. One statement, for all of them. */
export async function keyed(
  ctx: ReadContext,
  all: readonly Refused[],
): Promise<(refused: Refused) => { from: string; to: string; cycle: string[] }> {
  const keys = await keysOf(ctx, [...new Set(all.flatMap(({ cycle }) => cycle))]);
  const key = (row: string) => keys.get(row) ?? row;
  return ({ edge: [from, to], cycle }) => ({ from: key(from), to: key(to), cycle: cycle.map(key) });
}

async function keysOf(ctx: ReadContext, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { engine } = ctx.database;
  const rows = await ctx.db.$queryRawUnsafe<{ id: string; number: number; projectId: string; project: string }[]>(
    `SELECT i."id", i."number", i."projectId", p."key" AS "project" FROM "Issue" i JOIN "Project" p ON p."id" = i."projectId"
     WHERE ${among(engine, 'i."id"', engine === "postgres" ? "$1" : "?")}`,
    JSON.stringify(ids),
  );
  return new Map(
    rows.map(({ id, number, projectId, project }) => [
      id,
      maySeeProject(ctx.actor, projectId) ? `${project}-${number}` : "an issue out of reach",
    ]),
  );
}
