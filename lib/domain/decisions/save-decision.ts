import { lostRace } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import { columnsOf } from "#lib/domain/field-table";
import { saveReferences } from "#lib/domain/references/save-references";
import { targetRows } from "./columns.ts";
import type { StoredDecision, Target } from "./decision-row.ts";
import { DECISION_KEPT } from "./fields.ts";
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
      ...columnsOf(DECISION_KEPT, after),
      supersededById: after.supersededById,
      updatedAt: ctx.now,
      version: before.version + 1,
    },
  });
  if (count === 0) throw lostRace();
  await saveTargets(ctx, [{ was: before, is: after }]);
  const [was, is] = [decisionTexts(before), decisionTexts(after)];
  if (JSON.stringify(was) !== JSON.stringify(is)) {
    const entry = decisionSearchEntry(after);
    await saveReferences(ctx, { kind: "decision", id: after.id }, is, { before: was, entry });
  }
  return { ...after, version: before.version + 1, updatedAt: ctx.now.toISOString() };
}

/** What one list of targets holds that another does not. */
export function withoutTargets(targets: readonly Target[], others: readonly Target[]): Target[] {
  return targets.filter((one) => !others.some((other) => other.kind === one.kind && other.target === one.target));
}

/** Writes what several decisions govern by name, as far as it differs. */
export async function saveTargets(
  ctx: WriteContext,
  pairs: readonly { was: StoredDecision; is: StoredDecision }[],
): Promise<void> {
  const named = ({ targets }: StoredDecision) => targets.filter(({ reached }) => !reached);
  const removed = pairs.flatMap(({ was, is }) =>
    withoutTargets(named(was), named(is)).map(({ kind, target }) => ({ decisionId: was.id, kind, target })),
  );
  const added = pairs.flatMap(({ was, is }) => targetRows(is.id, withoutTargets(named(is), named(was)), ctx.now));
  if (removed.length > 0) await ctx.db.decisionTarget.deleteMany({ where: { OR: removed } });
  if (added.length > 0) await ctx.db.decisionTarget.createMany({ data: added });
}
