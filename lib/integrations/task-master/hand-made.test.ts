import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { planImport } from "./plan.ts";
import { readTaskMasterFile } from "./read-file.ts";

const folder = mkdtempSync(path.join(tmpdir(), "turbo-task-master-"));
afterAll(() => rmSync(folder, { recursive: true }));

function planOf(content: unknown) {
  const file = path.join(folder, "tasks.json");
  writeFileSync(file, JSON.stringify(content));
  return planImport(readTaskMasterFile(file), "labels");
}

/** What one task of the list master becomes. */
function issueOf(task: object) {
  const plan = planOf({ tasks: [{ id: 1, title: "T", ...task }] });
  const issue = plan.projects[0]?.issues[0];
  if (!issue) throw new Error(JSON.stringify(plan.skipped));
  return { issue, plan, remarks: plan.remarks.map(({ remark }) => remark) };
}

const listed = (content: unknown) => planOf(content).lists.map(({ name, tasks }) => `${name} ${tasks}`);
const task = (id: number) => ({ id, title: `Task ${id}` });

test("a file with lists under names and one under none gives all of them", () => {
  const mixed = { master: { tasks: [task(1), task(2)] }, feature: { tasks: [task(1)] }, tasks: [task(1)] };
  expect(listed(mixed)).toEqual(["master 2", "tasks 1", "feature 1"]);
  expect(planOf(mixed).projects[0]?.issues).toHaveLength(4);
  expect(listed({ feature: { tasks: [task(1)] }, tasks: [task(1)], metadata: {} })).toEqual(["master 1", "feature 1"]);
  expect(planOf({ tasks: [task(1)], version: 1 }).skipped).toEqual([
    { what: "version", reason: "is no list of tasks" },
  ]);
});

test("a list may be an array, hold its tasks by their ids, or be called tasks", () => {
  expect(listed({ master: [task(1)], empty: [], words: ["a"] })).toEqual(["master 1", "empty 0"]);
  expect(listed({ master: { tasks: { 7: { title: "A" } } } })).toEqual(["master 1"]);
  expect(planOf({ master: { 7: { title: "A" }, 8: { title: "B" } } }).projects[0]?.issues.map(({ id }) => id)).toEqual([
    "MASTER:7",
    "MASTER:8",
  ]);
  expect(listed({ tasks: { tasks: [task(1)] } })).toEqual(["tasks 1"]);
});

test("dependencies are read in any form, and what is none is named with its value", () => {
  const plan = planOf({
    tasks: [
      ...[task(1), task(2)],
      { ...task(3), dependencies: "1, 2" },
      { ...task(4), dependencies: '[1,"2"]' },
      { ...task(5), dependencies: { 0: 1, 1: 2 } },
      { ...task(6), dependencies: [{ id: 1 }, { taskId: 2 }, { odd: [true] }] },
      { ...task(7), dependencies: 1, dependsOn: [2] },
    ],
  });
  const blockedBy = (id: number) => plan.projects[0]?.links.find((link) => link.id === `MASTER:${id}`)?.blockedBy;
  for (const id of [3, 4, 5, 6, 7]) expect(blockedBy(id)).toEqual(["MASTER:1", "MASTER:2"]);
  expect(plan.remarks).toEqual([{ id: "MASTER:6", remark: 'dependencies holds {"odd":[true]}, which was left out' }]);
});

test("subtasks by id, as titles or as JSON are read, and what is none is named", () => {
  const plan = planOf({
    tasks: [
      { ...task(1), subtasks: { 1: { title: "A" }, 2: { title: "B" } } },
      { ...task(2), subtasks: ["C", "D"] },
      { ...task(3), subtasks: '[{"id":1,"title":"E"}]' },
      { ...task(4), subtasks: "later" },
      { ...task(5), subtasks: 3 },
    ],
  });
  expect(plan.projects[0]?.issues.slice(5).map(({ id, title }) => `${id} ${title}`)).toEqual([
    "MASTER:1.1 A",
    "MASTER:1.2 B",
    "MASTER:2.1 C",
    "MASTER:2.2 D",
    "MASTER:3.1 E",
  ]);
  expect(plan.skipped).toEqual([
    { what: "master:4.subtasks", reason: 'are no tasks: "later"' },
    { what: "master:5.subtasks", reason: "are no tasks: 3" },
  ]);
});

test("a text given as an object is kept as JSON, and a task without a title takes its first sentence", () => {
  const { issue } = issueOf({ details: { x: 1 } });
  expect(issue.description).toContain('## Details\n\n```json\n{\n  "x": 1\n}\n```');
  const untitled = issueOf({ title: "", description: "Buy milk. Then drink it." });
  expect(untitled.issue.title).toBe("Buy milk.");
  expect(untitled.remarks).toEqual(["has no title; the first sentence of its text is taken"]);
});

test("fields are read by the names that people give them, and the rest stands in the description", () => {
  const { issue, plan, remarks } = issueOf({
    ...{ createdAt: "2025-01-02", updated_at: "soon", dueDate: "2025-02-01", tags: "a, b", estimate: 3, type: "bug" },
    ...{ assignee: "ada", effort: "5d", status: "✅ Complete", completedAt: "2025-01-05" },
  });
  expect(issue).toMatchObject({
    ...{ createdAt: "2025-01-02T00:00:00.000Z", updatedAt: null, dueDate: "2025-02-01", labels: ["master", "a", "b"] },
    ...{ estimate: 3, type: "bug", assignees: ["ada"], status: "done", completedAt: "2025-01-05T00:00:00.000Z" },
  });
  expect(issue.description).toContain("- Effort: 5d\n- Assignee: ada");
  expect(plan.otherFields).toEqual([
    { field: "effort", count: 1 },
    { field: "assignee", count: 1 },
  ]);
  expect(remarks).toEqual(['updated_at "soon" is not a date and was left out']);
});

test("one odd field never stops the rest", () => {
  const { issue, remarks } = issueOf({ labels: ["a\u0000b"], estimate: 5000, assignee: ["@", "x".repeat(300)] });
  expect(issue).toMatchObject({ title: "T", labels: [], estimate: null, assignees: [] });
  expect(remarks).toEqual([
    expect.stringMatching(/^its labels did not fit and was left out: /),
    expect.stringMatching(/^its estimate did not fit and was left out: /),
  ]);
});

test("what a list says of itself and has no place, and dates that are not known, are told", () => {
  const metadata = { created: "2025-05-05", description: "All", version: "1.0" };
  const plan = planOf({ master: { tasks: [{ ...task(1), status: "done" }], metadata } });
  expect(plan.listFields).toEqual([{ list: "master", fields: "description, version" }]);
  expect(plan.dates).toEqual([
    { id: "MASTER:1", why: "no date of its making; that of its list, or an earlier one, is taken" },
    { id: "MASTER:1", why: "no date of its last change; that of its list is taken" },
    { id: "MASTER:1", why: "done without a date; that of the last change is taken" },
  ]);
  expect(issueOf({}).plan.dates).toEqual([{ id: "MASTER:1", why: "no date at all; the day of the import is taken" }]);
});
