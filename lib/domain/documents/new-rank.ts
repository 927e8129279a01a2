import type { WriteContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { rankBetween } from "#lib/domain/issues/rank";
import { requireUsableDocument } from "./queries.ts";

interface Place {
  id: string;
  projectId: string;
  /** Where it will lie. */
  parentId: string | null;
  rank: string;
}

/** The rank that puts a document right before or after a sibling; its own where none is asked for. */
export async function newRank(
  ctx: WriteContext,
  place: Place,
  { before, after }: { before?: string | undefined; after?: string | undefined },
): Promise<string> {
  const ref = before ?? after;
  if (!ref) return place.rank;
  const path = before ? "before" : "after";
  if (before && after) throw invalidField("after", "Give before or after, not both.");
  const other = await requireUsableDocument(ctx, ref, path);
  if (other.id === place.id) return place.rank;
  if (other.projectId !== place.projectId || other.parentId !== place.parentId)
    throw invalidField(path, `${other.key} lies elsewhere; order is among documents under one parent.`);
  const neighbour = await ctx.db.document.findFirst({
    where: {
      shelf: "live",
      projectId: place.projectId,
      parentId: place.parentId,
      id: { not: place.id },
      rank: before ? { lt: other.rank } : { gt: other.rank },
    },
    orderBy: { rank: before ? "desc" : "asc" },
    select: { rank: true },
  });
  return before ? rankBetween(neighbour?.rank ?? null, other.rank) : rankBetween(other.rank, neighbour?.rank ?? null);
}
