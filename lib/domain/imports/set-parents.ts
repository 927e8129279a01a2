import type { WriteContext } from "#lib/core/context";
import { keyed } from "./keyed.ts";
import { ancestors } from "./reach.ts";
import { type Edge, withoutCycles } from "./without-cycles.ts";

/** Sets parents, child → parent, save those that would close a loop. The issues' dates stay as they were. */
export async function setParents(
  ctx: WriteContext,
  projectId: string,
  keys: ReadonlyMap<string, string>,
  edges: readonly Edge[],
) {
  if (edges.length === 0) return { made: 0, refused: [] };
  const { kept, refused } = withoutCycles(edges, await ancestors(ctx, edges));
  const children = new Map<string, string[]>();
  for (const [child, parent] of kept) children.set(parent, [...(children.get(parent) ?? []), child]);
  for (const [parentId, ids] of children) {
    await ctx.db.issue.updateMany({ where: { id: { in: ids } }, data: { parentId, version: { increment: 1 } } });
  }
  for (const [child, parent] of kept) {
    ctx.changed({
      kind: "issue",
      id: child,
      key: keys.get(child) ?? child,
      projectId,
      fields: { parent: [null, keys.get(parent) ?? null] },
      about: [
        { kind: "issue", id: child },
        { kind: "issue", id: parent },
      ],
      apart: true,
    });
  }
  return { made: kept.length, refused: await keyed(ctx, refused) };
}
