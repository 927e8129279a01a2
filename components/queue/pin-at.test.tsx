import { expect, test } from "vitest";
import type { QueueItem } from "#lib/domain/queue/schema";
import { pinAt } from "./pin-at.tsx";

const queue = (...pins: (number | null)[]) =>
  pins.map((pin, place) => ({ pin, pinned: pin !== null, place: place + 1 })) as unknown as QueueItem[];
const moved = (items: QueueItem[], from: number, to: number) => pinAt(items, items[from] as QueueItem, to);

test("what is pinned first of all gets the first pin, what is put before others one below theirs", () => {
  expect(moved(queue(null, null), 1, 0)).toBe(1);
  expect(moved(queue(1, null), 1, 0)).toBe(0);
});

test("between two it gets a pin between theirs, behind all one above", () => {
  expect(moved(queue(1, 2, null), 2, 1)).toBe(1.5);
  expect(moved(queue(1, 2, null, null), 3, 3)).toBe(3);
});

test("what is pinned moves among the others, and behind the last of them it is pinned no more", () => {
  const items = queue(1, 2, 3, null);
  expect(moved(items, 2, 0)).toBe(0);
  expect(moved(items, 0, 2)).toBe(2.5);
  expect(moved(items, 0, 4)).toBe(null);
});
