import type { ReadContext } from "#lib/core/context";
import type { Edge } from "./without-cycles.ts";

/** The parent edges that lead up from the parents of new edges. One statement per level of the tree. */
export async function ancestors(ctx: ReadContext, edges: readonly Edge[]): Promise<Edge[]> {
  return reach(
    edges.map(([, parent]) => parent),
    async (rows) => {
      const found = await ctx.db.issue.findMany({
        where: { id: { in: rows }, parentId: { not: null } },
        select: { id: true, parentId: true },
      });
      return found.flatMap(({ id, parentId }) => (parentId === null ? [] : [[id, parentId] as const]));
    },
  );
}

/** The blocking links that lead on from both ends of new edges. One statement per step of the longest chain. */
export async function blockedChains(ctx: ReadContext, edges: readonly Edge[]): Promise<Edge[]> {
  return reach(edges.flat(), async (rows) => {
    const found = await ctx.db.issueLink.findMany({
      where: { kind: "blocks", fromId: { in: rows } },
      select: { fromId: true, toId: true },
    });
    return found.map(({ fromId, toId }) => [fromId, toId] as const);
  });
}

/** At most this many values are bound in one statement. */
const BOUND = 5000;

async function reach(starts: readonly string[], follow: (rows: string[]) => Promise<Edge[]>): Promise<Edge[]> {
  const seen = new Set<string>();
  const edges: Edge[] = [];
  let frontier = [...new Set(starts)];
  while (frontier.length > 0) {
    const next = new Set<string>();
    for (let from = 0; from < frontier.length; from += BOUND) {
      const found = await follow(frontier.slice(from, from + BOUND));
      edges.push(...found);
      for (const [, to] of found) next.add(to);
    }
    for (const row of frontier) seen.add(row);
    frontier = [...next].filter((row) => !seen.has(row));
  }
  return edges;
}
