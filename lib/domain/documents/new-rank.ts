import type { WriteContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { rankBetween } from "#lib/domain/issues/rank";
import { requireInUse } from "#lib/domain/subjects/in-use";
import type { StoredDocument } from "./document-row.ts";
import { requireUsableDocument } from "./queries.ts";

interface Place {
  id: string;
  projectId: string;
  /** Where it will lie. */
  parentId: string | null;
  rank: string;
}

interface Wanted {
  before?: string | undefined;
  after?: string | undefined;
  /** Where it lies now. */
  from: string | null;
  /** Documents that were read already, by reference. */
  known: ReadonlyMap<string, StoredDocument>;
}

/** The rank that puts a document right before or after a sibling; without one it stays, or comes last in a new place. */
export async function newRank(ctx: WriteContext, place: Place, wanted: Wanted): Promise<string> {
  const { before, after, from, known } = wanted;
  const ref = before ?? after;
  if (!ref) return place.parentId === from ? place.rank : behind((await neighbour(ctx, place, {}, "desc")) ?? null);
  const path = before ? "before" : "after";
  if (before && after) throw invalidField("after", "Give before or after, not both.");
  const other = known.get(ref) ?? (await requireUsableDocument(ctx, ref, path));
  requireInUse(other);
  if (other.id === place.id) return place.rank;
  if (other.projectId !== place.projectId || other.parentId !== place.parentId)
    throw invalidField(path, `${other.key} lies elsewhere; order is among documents under one parent.`);
  if (before) return rankBetween((await neighbour(ctx, place, { lt: other.rank }, "desc")) ?? null, other.rank);
  const next = await neighbour(ctx, place, { gt: other.rank }, "asc");
  return next === undefined ? behind(other.rank) : rankBetween(other.rank, next);
}

/** Rank of the nearest document that will lie beside it. */
async function neighbour(
  ctx: WriteContext,
  { id, projectId, parentId }: Place,
  rank: { lt?: string; gt?: string },
  order: "asc" | "desc",
): Promise<string | undefined> {
  const found = await ctx.db.document.findFirst({
    where: { shelf: "live", projectId, parentId, id: { not: id }, rank },
    orderBy: { rank: order },
    select: { rank: true },
  });
  return found?.rank;
}

/** Right behind the last one, and less than a whole step, so that no document that is made later has the same rank. */
function behind(last: string | null): string {
  return rankBetween(last, rankBetween(last, null));
}
