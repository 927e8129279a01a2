import { lostRace } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import { saveReferences } from "#lib/domain/references/save-references";
import { decisionColumns, targetRows } from "./columns.ts";
import type { StoredDecision, Target } from "./decision-row.ts";
import { decisionSearchEntry, decisionTexts } from "./search-entry.ts";

/** Saves a decision as it will be; answers it with its new version. What happened is for the caller to say. */
export async function saveDecision(
  ctx: WriteContext,
  before: StoredDecision,
  after: StoredDecision,
): Promise<StoredDecision> {
  const { count } = await ctx.db.decision.updateMany({
    where: { id: before.id, version: before.version },
    data: {
      ...decisionColumns(after),
      decidedById: after.decidedBy?.id ?? null,
      decidedAt: after.decidedAt,
      supersededById: after.supersededById,
      updatedAt: ctx.now,
      version: before.version + 1,
    },
  });
  if (count === 0) throw lostRace();
  await saveTargets(ctx, before, after);
  const texts = [decisionTexts(before), decisionTexts(after)];
  if (JSON.stringify(texts[0]) !== JSON.stringify(texts[1])) {
    await ctx.database.search.put(ctx.db, decisionSearchEntry(after));
    await saveReferences(ctx, { kind: "decision", id: after.id }, texts[1] ?? [], { before: texts[0] ?? [] });
  }
  return { ...after, version: before.version + 1, updatedAt: ctx.now.toISOString() };
}

/** What one list of targets holds that another does not. */
export function withoutTargets(targets: readonly Target[], others: readonly Target[]): Target[] {
  return targets.filter((one) => !others.some((other) => other.kind === one.kind && other.target === one.target));
}

async function saveTargets(ctx: WriteContext, before: StoredDecision, after: StoredDecision): Promise<void> {
  const own = before.targets.filter(({ reached }) => !reached);
  const removed = withoutTargets(own, after.targets);
  const added = withoutTargets(after.targets, own);
  if (removed.length > 0) {
    await ctx.db.decisionTarget.deleteMany({
      where: { decisionId: before.id, OR: removed.map(({ kind, target }) => ({ kind, target })) },
    });
  }
  if (added.length > 0) await ctx.db.decisionTarget.createMany({ data: targetRows(before.id, added, ctx.now) });
}
