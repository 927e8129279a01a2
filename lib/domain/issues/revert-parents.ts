import type { WriteContext } from "#lib/core/context";
import { reach } from "#lib/domain/imports/reach";
import { type Edge, withoutCycles } from "#lib/domain/imports/without-cycles";
import type { Unrestored } from "#lib/domain/undo/reverter";
import type { RevertedIssue } from "./reverted-rows.ts";

/** The issues as they will be, without old parents that lie below them by now. */
export async function withoutLoops(
  ctx: WriteContext,
  before: ReadonlyMap<string, RevertedIssue>,
  after: Map<string, RevertedIssue>,
  unrestored: Unrestored[],
): Promise<Map<string, RevertedIssue>> {
  const moved = [...after.values()].filter(({ id, parentId }) => parentId !== before.get(id)?.parentId);
  const edges = moved.flatMap(({ id, parentId }): Edge[] => (parentId ? [[id, parentId]] : []));
  if (edges.length === 0) return after;
  const away = new Set(moved.map(({ id }) => id));
  const known = (await reach(ctx, { parents: edges, blockers: [] })).parents.filter(([child]) => !away.has(child));
  for (const { edge } of withoutCycles(edges, known).refused) {
    const [issue, was] = [after.get(edge[0]), before.get(edge[0])];
    if (!issue || !was) continue;
    unrestored.push({ id: issue.id, field: "parent", why: `${issue.key}: ${issue.parent} lies below it now.` });
    after.set(issue.id, { ...issue, parent: was.parent, parentId: was.parentId });
  }
  return after;
}
