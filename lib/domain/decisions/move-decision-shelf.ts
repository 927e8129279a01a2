import { lostRace } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import { aboutDecision } from "./columns.ts";
import type { StoredDecision } from "./decision-row.ts";
import { decisionSearchEntry } from "./search-entry.ts";

/** Puts a decision on a shelf and says so; one that stands there already is left as it is. */
export async function moveDecisionShelf(
  ctx: WriteContext,
  decision: StoredDecision,
  shelf: StoredDecision["shelf"],
): Promise<StoredDecision> {
  if (decision.shelf === shelf) {
    ctx.unchanged();
    return decision;
  }
  const archivedAt = shelf === "archived" ? ctx.now : null;
  const binnedAt = shelf === "binned" ? ctx.now : null;
  const { count } = await ctx.db.decision.updateMany({
    where: { id: decision.id, version: decision.version },
    data: { shelf, archivedAt, binnedAt, updatedAt: ctx.now, version: decision.version + 1 },
  });
  if (count === 0) throw lostRace();
  if (shelf === "binned") await ctx.database.search.remove(ctx.db, [decision.id]);
  else if (decision.shelf === "binned") await ctx.database.search.put(ctx.db, decisionSearchEntry(decision));
  ctx.changed({
    kind: "decision",
    id: decision.id,
    key: decision.key,
    projectId: decision.projectId,
    fields: { shelf: [decision.shelf, shelf] },
    about: aboutDecision(decision.id, decision.targets),
  });
  return {
    ...decision,
    shelf,
    archivedAt: archivedAt?.toISOString() ?? null,
    binnedAt: binnedAt?.toISOString() ?? null,
    version: decision.version + 1,
    updatedAt: ctx.now.toISOString(),
  };
}
