import type { WriteContext } from "#lib/core/context";
import { insertRows } from "#lib/core/insert-rows";
import { evidenceRows, type StoredEvidence, without } from "./evidence.ts";

/** Writes what came and takes away what went, in two statements at most. */
export async function saveEvidence(
  ctx: WriteContext,
  before: readonly StoredEvidence[],
  after: readonly StoredEvidence[],
): Promise<void> {
  const gone = without(before, after);
  if (gone.length > 0) await ctx.db.evidence.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } });
  await insertRows(ctx, [{ table: "Evidence", rows: evidenceRows(without(after, before)) }]);
}
