import { lostRace } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import type { StoredInitiative } from "./initiative-row.ts";
import { initiativeSearchEntry } from "./search-entry.ts";

/** Puts an initiative on a shelf and says so; its issues stay where they are. */
export async function moveInitiativeShelf(
  ctx: WriteContext,
  initiative: StoredInitiative,
  shelf: StoredInitiative["shelf"],
): Promise<StoredInitiative> {
  if (initiative.shelf === shelf) {
    ctx.unchanged();
    return initiative;
  }
  const { id, key, version } = initiative;
  const archivedAt = shelf === "archived" ? ctx.now : null;
  const binnedAt = shelf === "binned" ? ctx.now : null;
  const { count } = await ctx.db.initiative.updateMany({
    where: { id, version },
    data: { shelf, archivedAt, binnedAt, updatedAt: ctx.now, version: version + 1 },
  });
  if (count === 0) throw lostRace();
  if (shelf === "binned") await ctx.database.search.remove(ctx.db, [id]);
  else if (initiative.shelf === "binned") await ctx.database.search.put(ctx.db, initiativeSearchEntry(initiative));
  ctx.changed({ kind: "initiative", id, key, projectId: null, fields: { shelf: [initiative.shelf, shelf] } });
  return {
    ...initiative,
    shelf,
    archivedAt: archivedAt?.toISOString() ?? null,
    binnedAt: binnedAt?.toISOString() ?? null,
    version: version + 1,
    updatedAt: ctx.now.toISOString(),
  };
}
