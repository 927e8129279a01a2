import type { WriteContext } from "#lib/core/context";
import { newId } from "#lib/core/ids";
import { insertRows } from "#lib/core/insert-rows";
import { type Edge, withoutCycles } from "./without-cycles.ts";

/** Adds blocking links, blocker → blocked, save those that are there and those that would close a circle. */
export async function addBlockers(
  ctx: WriteContext,
  { projectId, keys }: { projectId: string; keys: ReadonlyMap<string, string> },
  { edges, known }: { edges: readonly Edge[]; known: readonly Edge[] },
) {
  const there = new Set(known.map(nameOf));
  const fresh = [...new Map(edges.map((edge) => [nameOf(edge), edge]))].filter(([name]) => !there.has(name));
  const { kept, refused } = withoutCycles(
    fresh.map(([, edge]) => edge),
    known,
  );
  const rows = kept.map(([fromId, toId]) => ({ id: newId(), createdAt: ctx.now, fromId, toId, kind: "blocks" }));
  await insertRows(ctx, [{ table: "IssueLink", rows }]);
  const blockers = new Map<string, string[]>();
  for (const [from, to] of kept) blockers.set(to, [...(blockers.get(to) ?? []), from]);
  for (const [blocked, by] of blockers) {
    ctx.changed({
      kind: "issue",
      id: blocked,
      key: keys.get(blocked) ?? blocked,
      projectId,
      fields: { blockedBy: [[], by.map((row) => keys.get(row) ?? row)] },
      about: [blocked, ...by].map((id) => ({ kind: "issue", id })),
      apart: true,
    });
  }
  return { made: kept.length, refused };
}

function nameOf(edge: Edge): string {
  return edge.join(" ");
}
