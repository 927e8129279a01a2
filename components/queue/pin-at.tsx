import type { QueueItem } from "#lib/domain/queue/schema";

/**
 * The pin that puts an item before what stands at a place, 0 for the first. What is not pinned has an order of its own, so
 * that the end of what is pinned is as far as one gets; null, unpinned, for what is pinned and goes further.
 */
export function pinAt(items: readonly QueueItem[], item: QueueItem, place: number): number | null {
  const pinned = items.filter((one) => one.pinned);
  if (item.pinned && place > pinned.length) return null;
  const others = pinned.filter((one) => one !== item);
  const at = others.filter((one) => items.indexOf(one) < place).length;
  const [before, after] = [others[at - 1]?.pin ?? null, others[at]?.pin ?? null];
  if (before === null) return after === null ? 1 : after - 1;
  return after === null ? before + 1 : (before + after) / 2;
}
