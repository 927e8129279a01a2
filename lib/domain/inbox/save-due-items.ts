import type { WriteContext } from "#lib/core/context";
import { newId } from "#lib/core/ids";
import type { InboxItem } from "./schema.ts";

interface State {
  readAt?: Date | null;
  done?: boolean;
  snoozedUntil?: Date | null;
  createdAt?: Date;
}

/** Stores what became of items that are due. */
export async function saveDueItems(ctx: WriteContext, items: readonly InboxItem[], state: State): Promise<void> {
  if (items.length === 0) return;
  const userId = ctx.actor.user.id;
  const rows = items.map(({ id, dueDate, createdAt }) => ({
    id: newId(),
    createdAt: new Date(createdAt),
    userId,
    kind: "due_soon" as const,
    subjectKind: "issue" as const,
    subjectId: id,
    sourceId: dueDate ?? "",
    actor: {},
    ...state,
  }));
  const stored = await ctx.db.inboxItem.findMany({
    where: { userId, kind: "due_soon", subjectId: { in: rows.map(({ subjectId }) => subjectId) } },
    select: { id: true, subjectId: true, sourceId: true },
  });
  const placeOf = (item: { subjectId: string; sourceId: string }) => `${item.subjectId} ${item.sourceId}`;
  const idOf = new Map(stored.map((item) => [placeOf(item), item.id]));
  const known = rows.flatMap((row) => idOf.get(placeOf(row)) ?? []);
  const fresh = rows.filter((row) => !idOf.has(placeOf(row)));
  if (known.length > 0) await ctx.db.inboxItem.updateMany({ where: { id: { in: known } }, data: state });
  if (fresh.length > 0) await ctx.db.inboxItem.createMany({ data: fresh });
}
