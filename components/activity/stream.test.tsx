import { expect, test } from "vitest";
import type { ListedComment } from "#lib/domain/comments/schema";
import type { Event } from "#lib/domain/events/schema";
import { streamOf } from "./stream.tsx";

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
const comment = (id: string, minute: number, replyTo: string | null = null) =>
  ({ id, replyTo, createdAt: at(minute) }) as ListedComment;
const event = (number: number, minute: number, change: Partial<Event["changes"][number]> = {}) =>
  ({
    number,
    at: at(minute),
    changes: [
      { kind: "issue", id: "i", key: "A-1", projectId: null, fields: { status: ["ready", "done"] }, ...change },
    ],
  }) as Event;
const told = (comments: ListedComment[], events: Event[]) =>
  streamOf(comments, events).map((entry) => entry.thread?.id ?? entry.events?.map(({ number }) => number));

test("Comments and what happened stand in one order, the latest last; what happened between two comments stands together.", () => {
  expect(told([comment("a", 2), comment("b", 5)], [event(4, 6), event(3, 4), event(2, 3), event(1, 1)])).toEqual([
    [1],
    "a",
    [2, 3],
    "b",
    [4],
  ]);
});

test("An answer stands under what it answers, and by itself only where that is not shown.", () => {
  expect(told([comment("a", 1), comment("b", 2, "a"), comment("c", 3, "gone")], [])).toEqual(["a", "c"]);
});

test("That a comment was written is not said twice; that one went to the bin is said.", () => {
  const written = { kind: "comment", id: "a", fields: { created: [null, true] as [unknown, unknown] } };
  const binned = { kind: "comment", id: "z", fields: { shelf: ["live", "binned"] as [unknown, unknown] } };
  const gone = { ...written, id: "z" };
  expect(told([comment("a", 2)], [event(3, 4, binned), event(2, 2, written), event(1, 1, gone)])).toEqual([
    [1],
    "a",
    [3],
  ]);
});
