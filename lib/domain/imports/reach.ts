import { among } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import type { Edge } from "./without-cycles.ts";

/**
 * The parent edges that lead up from the parents of new edges, and the blocking links that lead on from both ends of
 * new ones: all that a new edge could close a cycle with. One statement.
 */
export async function reach(
  ctx: ReadContext,
  { parents, blockers }: { parents: readonly Edge[]; blockers: readonly Edge[] },
): Promise<{ parents: Edge[]; blockers: Edge[] }> {
  const { engine } = ctx.database;
  const isStart = (column: string, place: number) => among(engine, column, engine === "postgres" ? `$${place}` : "?");
  // UNION drops what was visited before, so that both walks end.
  const rows = await ctx.db.$queryRawUnsafe<{ kind: string; start: string; end: string }[]>(
    `WITH RECURSIVE up("start", "end") AS (
       SELECT i."id", i."parentId" FROM "Issue" i WHERE ${isStart('i."id"', 1)} AND i."parentId" IS NOT NULL
       UNION
       SELECT i."id", i."parentId" FROM up JOIN "Issue" i ON i."id" = up."end" WHERE i."parentId" IS NOT NULL
     ), onward("start", "end") AS (
       SELECT l."fromId", l."toId" FROM "IssueLink" l WHERE ${isStart('l."fromId"', 2)} AND l."kind" = 'blocks'
       UNION
       SELECT l."fromId", l."toId" FROM onward JOIN "IssueLink" l ON l."fromId" = onward."end" AND l."kind" = 'blocks'
     ) SELECT 'parent' AS "kind", "start", "end" FROM up UNION ALL SELECT 'blocks', "start", "end" FROM onward`,
    JSON.stringify([...new Set(parents.map(([, parent]) => parent))]),
    JSON.stringify([...new Set(blockers.flat())]),
  );
  const edges = (wanted: string) =>
    rows.filter(({ kind }) => kind === wanted).map(({ start, end }): Edge => [start, end]);
  return { parents: edges("parent"), blockers: edges("blocks") };
}
