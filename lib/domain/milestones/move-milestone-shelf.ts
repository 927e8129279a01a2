import { lostRace } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import type { StoredMilestone } from "./milestone-row.ts";
import { milestoneSearchEntry } from "./search-entry.ts";

/** Puts a milestone on a shelf and says so; its issues stay where they are. */
export async function moveMilestoneShelf(
  ctx: WriteContext,
  milestone: StoredMilestone,
  shelf: StoredMilestone["shelf"],
): Promise<StoredMilestone> {
  if (milestone.shelf === shelf) {
    ctx.unchanged();
    return milestone;
  }
  const { id, key, projectId, version } = milestone;
  const archivedAt = shelf === "archived" ? ctx.now : null;
  const binnedAt = shelf === "binned" ? ctx.now : null;
  const { count } = await ctx.db.milestone.updateMany({
    where: { id, version },
    data: { shelf, archivedAt, binnedAt, updatedAt: ctx.now, version: version + 1 },
  });
  if (count === 0) throw lostRace();
  if (shelf === "binned") await ctx.database.search.remove(ctx.db, [id]);
  else if (milestone.shelf === "binned") await ctx.database.search.put(ctx.db, milestoneSearchEntry(milestone));
  ctx.changed({ kind: "milestone", id, key, projectId, fields: { shelf: [milestone.shelf, shelf] } });
  return {
    ...milestone,
    shelf,
    archivedAt: archivedAt?.toISOString() ?? null,
    binnedAt: binnedAt?.toISOString() ?? null,
    version: version + 1,
    updatedAt: ctx.now.toISOString(),
  };
}
