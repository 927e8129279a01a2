export type Edge = readonly [from: string, to: string];

/**
 * Adds edges one by one to a graph and leaves out each that would close a cycle. `cycle` names the way round, beginning
 * and ending with the same name.
 */
export function withoutCycles(
  edges: readonly Edge[],
  existing: readonly Edge[] = [],
): { kept: Edge[]; refused: { edge: Edge; cycle: string[] }[] } {
  const next = new Map<string, string[]>();
  const add = ([from, to]: Edge) => next.set(from, [...(next.get(from) ?? []), to]);
  existing.forEach(add);
  const kept: Edge[] = [];
  const refused: { edge: Edge; cycle: string[] }[] = [];
  for (const edge of edges) {
    const [from, to] = edge;
    const way = wayBetween(next, to, from);
    if (way) {
      refused.push({ edge, cycle: [from, ...way] });
      continue;
    }
    add(edge);
    kept.push(edge);
  }
  return { kept, refused };
}

/** The shortest way along the edges, both ends included; null where there is none. */
function wayBetween(next: ReadonlyMap<string, readonly string[]>, start: string, end: string): string[] | null {
  const cameFrom = new Map<string, string | null>([[start, null]]);
  for (const name of cameFrom.keys()) {
    if (name === end) return wayTo(cameFrom, name);
    for (const follower of next.get(name) ?? []) if (!cameFrom.has(follower)) cameFrom.set(follower, name);
  }
  return null;
}

function wayTo(cameFrom: ReadonlyMap<string, string | null>, end: string): string[] {
  const way: string[] = [];
  for (let name: string | null = end; name !== null; name = cameFrom.get(name) ?? null) way.unshift(name);
  return way;
}
