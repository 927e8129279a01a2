import { expect, test } from "vitest";
import type { IssueLine } from "#lib/domain/issues/schema";
import { belongs, inOrder } from "./list-query.tsx";

function line(change: Partial<IssueLine>): IssueLine {
  return {
    id: "1",
    key: "TUR-1",
    project: "TUR",
    title: "Title",
    type: "task",
    status: "ready",
    priority: "none",
    estimate: null,
    assignee: null,
    claim: null,
    labels: [],
    parent: null,
    initiative: null,
    milestone: null,
    dueDate: null,
    blocked: false,
    waiting: false,
    stale: false,
    criteria: { total: 0, done: 0, verified: 0 },
    children: { done: 0, total: 0 },
    comments: 0,
    rank: "a",
    shelf: "live",
    version: 1,
    createdAt: "2026-01-01T00:00:00.000Z",
    updatedAt: "2026-01-01T00:00:00.000Z",
    ...change,
  };
}

test("an issue belongs where every filter holds", () => {
  const query = { sort: "rank", project: ["TUR"], priority: ["high"], label: ["api", "docs"], assignee: "me" };
  const ada = { id: "u", handle: "ada", name: "Ada" };
  const fitting = line({ priority: "high", labels: [{ name: "docs", colour: "slate" }], assignee: ada });
  expect(belongs(query, fitting, "ada")).toBe(true);
  expect(belongs(query, { ...fitting, priority: "low" }, "ada")).toBe(false);
  expect(belongs(query, { ...fitting, labels: [] }, "ada")).toBe(false);
  expect(belongs(query, fitting, "ben")).toBe(false);
  expect(belongs(query, { ...fitting, shelf: "binned" }, "ada")).toBe(false);
});

test("nobody's issues are asked for by none", () => {
  expect(belongs({ sort: "rank", assignee: "none" }, line({}), "ada")).toBe(true);
});

test("lines stand in the order of the sort, a missing due date last", () => {
  const early = line({ id: "1", dueDate: "2026-02-01", priority: "low", title: "b" });
  const late = line({ id: "2", dueDate: "2026-03-01", priority: "critical", title: "C" });
  const never = line({ id: "3", title: "a" });
  const ids = (sort: string) => [never, late, early].toSorted(inOrder(sort)).map((one) => one.id);
  expect(ids("due")).toEqual(["1", "2", "3"]);
  expect(ids("priority")).toEqual(["2", "1", "3"]);
  expect(ids("title")).toEqual(["3", "1", "2"]);
  expect(ids("-rank")).toEqual(["3", "2", "1"]);
});
