import { expect, test } from "vitest";
import type { IssueLine } from "#lib/domain/issues/schema";
import { LineStore } from "./line-store.tsx";
import type { IssueGroup } from "./list-query.tsx";

function line(change: Partial<IssueLine> = {}): IssueLine {
  const plain = { status: "ready", priority: "none", shelf: "live", labels: [], assignee: null, dueDate: null };
  return { ...plain, id: "a", key: "TUR-1", rank: "1", version: 1, ...change } as unknown as IssueLine;
}

function page(issue: IssueLine): IssueGroup[] {
  return [
    { status: "ready", items: [issue], nextCursor: null, total: 1, loaded: true },
    { status: "done", items: [], nextCursor: null, total: 0, loaded: false },
  ];
}

function storeOf(issue: IssueLine) {
  const query = { sort: "rank" };
  const store = new LineStore(page(issue), query, "me");
  return { store, query, priority: () => store.groups[0]?.items[0]?.priority };
}

test("what was chosen stays over rows and pages that were read before it, and the answer over later ones", () => {
  const { store, query, priority } = storeOf(line());
  store.edit(line(), { priority: "low" });
  store.put(line({ priority: "high", version: 2 }));
  expect(priority()).toBe("low");
  store.takePage(page(line({ priority: "high", version: 2 })), query);
  expect(priority()).toBe("low");
  store.settle("a", line({ priority: "low", version: 3 }));
  store.put(line({ priority: "high", version: 2 }));
  expect(priority()).toBe("low");
  store.put(line({ priority: "critical", version: 4 }));
  expect(priority()).toBe("critical");
});

test("of two edits on their way the second shows, and where both are refused the newest that was read", () => {
  const { store, priority } = storeOf(line());
  store.edit(line(), { priority: "low" });
  store.edit(line(), { priority: "high" });
  store.settle("a", line({ priority: "low", version: 2 }));
  expect(priority()).toBe("high");
  store.settle("a");
  expect(priority()).toBe("low");

  store.edit(line({ priority: "low", version: 2 }), { priority: "critical" });
  store.put(line({ priority: "medium", version: 3 }));
  store.settle("a");
  expect(priority()).toBe("medium");
});

test("a line that was moved away does not come back with an answer from before", () => {
  const { store } = storeOf(line());
  store.edit(line(), { status: "done" });
  store.settle("a", line({ status: "done", version: 2 }));
  store.put(line({ version: 1 }));
  expect(store.groups.map(({ total }) => total)).toEqual([0, 1]);
});
