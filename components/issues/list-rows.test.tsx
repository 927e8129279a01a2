import { describe, expect, test } from "vitest";
import type { IssueLine } from "#lib/domain/issues/schema";
import { nextOf } from "./line-store.tsx";
import type { IssueGroup } from "./list-query.tsx";
import { withFreshPage, withLine, withPage } from "./list-rows.tsx";

/** Lines 1 to 3 are "a1", "a2", "a3", in this order. */
function line(number: number, change: Partial<IssueLine> = {}): IssueLine {
  const plain = { status: "ready", priority: "none", shelf: "live", labels: [], assignee: null, dueDate: null };
  return { ...plain, id: `a${number}`, key: `TUR-${number}`, rank: String(number), ...change } as unknown as IssueLine;
}

function group(numbers: number[], more: Partial<IssueGroup> = {}): IssueGroup {
  const items = numbers.map((number) => line(number));
  return { status: "ready", items, nextCursor: null, total: items.length, loaded: true, ...more };
}

const idsOf = ({ items }: IssueGroup) => items.map(({ id }) => id);

describe("a group of which more is read", () => {
  test("counts what the server says until all is there, then what is there", () => {
    const some = group([1, 2], { total: 9, nextCursor: "c" });
    expect(withPage(some, { items: [line(3)], nextCursor: "d" }, "rank")).toMatchObject({ total: 9, nextCursor: "d" });
    const all = withPage(some, { items: [line(3), line(4)], nextCursor: null }, "rank");
    expect([all.total, idsOf(all)]).toEqual([4, ["a1", "a2", "a3", "a4"]]);
  });

  test("keeps the rows beyond a page that is read anew, without those that are gone from it", () => {
    const known = group([1, 2, 3, 4], { total: 9, nextCursor: "after 4" });
    const fresh = group([1, 3], { total: 8, nextCursor: "after 3" });
    const both = withFreshPage(fresh, known, "rank");
    expect([idsOf(both), both.total, both.nextCursor]).toEqual([["a1", "a3", "a4"], 8, "after 4"]);
  });

  test("is what the page brings where that is all there is", () => {
    const fresh = group([1, 2]);
    expect(withFreshPage(fresh, group([1, 2, 3]), "rank")).toBe(fresh);
  });
});

test("a line that leaves a group for one that was not read is counted there once", () => {
  const done = group([], { status: "done", total: 5, loaded: false });
  const moved = withLine([group([1, 2]), done], line(1, { status: "done" }), true, { sort: "rank" });
  const [ready, closed] = withLine(moved, line(1, { status: "done" }), true, { sort: "rank" });
  expect([ready?.total, closed?.total, closed?.loaded]).toEqual([1, 6, false]);
});

describe("walking through groups", () => {
  const first = group([1, 2], { total: 9, nextCursor: "c" });
  const second = group([5, 6], { status: "backlog" });

  test("goes from row to row and over to the next group", () => {
    expect(nextOf([first, second], null, 1)).toMatchObject({ id: "a1" });
    expect(nextOf([first, second], "a1", 1)).toMatchObject({ id: "a2" });
    expect(nextOf([second, group([7])], "a6", 1)).toMatchObject({ id: "a7" });
    expect(nextOf([second], "a6", 1)).toBeNull();
    expect(nextOf([second], "a5", -1)).toBeNull();
  });

  test("asks for the rows that were not read yet instead of jumping over them", () => {
    expect(nextOf([first, second], "a2", 1)).toBe(first);
    expect(nextOf([first, second], "a5", -1)).toBe(first);
    expect(nextOf([second, group([], { status: "done", total: 3, loaded: false })], "a6", 1)).toMatchObject({
      status: "done",
    });
  });
});
