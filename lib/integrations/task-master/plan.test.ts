import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { planImport } from "./plan.ts";
import { readTaskMasterFile } from "./read-file.ts";

const FILE = path.join(import.meta.dirname, "fixtures/tasks.json");
const folder = mkdtempSync(path.join(tmpdir(), "turbo-task-master-"));
afterAll(() => rmSync(folder, { recursive: true }));

const planned = planImport(readTaskMasterFile(FILE), "labels");
const [only] = planned.projects;

function issue(id: string) {
  const found = only?.issues.find((one) => one.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
}

function planOf(content: unknown, as: "labels" | "projects" = "labels") {
  const file = path.join(folder, "some.json");
  writeFileSync(file, JSON.stringify(content));
  return planImport(readTaskMasterFile(file), as);
}

test("tasks of the list master keep their numbers; all others follow in the order of the file", () => {
  expect(only?.issues.map(({ id, number }) => [id, number])).toEqual([
    ["MASTER:1", 1],
    ["MASTER:2", 2],
    ["MASTER:3", 3],
    ["MASTER:4", 4],
    ["MASTER:1.1", null],
    ["MASTER:1.2", null],
    ["MASTER:1.2-2", null],
    ["MASTER:1.3", null],
    ["MASTER:1.3.1", null],
    ["MASTER:3.1", null],
    ["MASTER:0", null],
    ["OPENING:1", null],
    ["OPENING:2", null],
  ]);
  expect(new Map(only?.renumbered.map(({ id, why }) => [id, why]))).toEqual(
    new Map([
      ["MASTER:1.1", "subtask"],
      ["MASTER:1.2", "subtask"],
      ["MASTER:1.2-2", "id used before"],
      ["MASTER:1.3", "subtask"],
      ["MASTER:1.3.1", "subtask"],
      ["MASTER:3.1", "subtask"],
      ["MASTER:0", "id without a usable number"],
      ["OPENING:1", "task of a further list"],
      ["OPENING:2", "task of a further list"],
    ]),
  );
});

test("as projects each list keeps its numbers, and has no label", () => {
  const { projects } = planImport(readTaskMasterFile(FILE), "projects");
  expect(projects.map(({ list, description }) => [list, description])).toEqual([
    ["master", "All of it"],
    ["opening", "The first season"],
  ]);
  expect(projects[1]?.issues.map(({ id, number, labels }) => [id, number, labels])).toEqual([
    ["OPENING:1", 1, []],
    ["OPENING:2", 2, []],
  ]);
});

test("words are translated, and unknown ones are named with what they were taken for", () => {
  expect(only?.issues.map(({ id, status, priority }) => `${id} ${status} ${priority}`)).toEqual([
    "MASTER:1 done high",
    "MASTER:2 backlog none",
    "MASTER:3 in_progress low",
    "MASTER:4 backlog none",
    "MASTER:1.1 done none",
    "MASTER:1.2 review none",
    "MASTER:1.2-2 ready none",
    "MASTER:1.3 ready none",
    "MASTER:1.3.1 ready none",
    "MASTER:3.1 ready none",
    "MASTER:0 backlog none",
    "OPENING:1 ready medium",
    "OPENING:2 canceled none",
  ]);
  expect(issue("OPENING:2").resolution).toBe("wont_do");
  expect(planned.unknown).toEqual([
    { field: "priority", word: "urgent-ish", taken: "none", id: "MASTER:2" },
    { field: "status", word: "wobbling", taken: "backlog", id: "MASTER:4" },
  ]);
  expect(planned.mapped).toContainEqual({ field: "status", word: "pending", became: "ready", count: 3 });
});

test("details, long test strategies and further fields stand in the description; the latter are counted", () => {
  expect(issue("MASTER:1").description).toBe(`People buy a ticket without calling. See SHOP-2.

## Details

1. Ask the bank
2. Build it

## From Task Master

- Task 1 of the list master
- Complexity: 7
- Recommended subtasks: 2
- Expansion prompt: Think of refunds.`);
  expect(issue("MASTER:2").description).toContain(
    "## Test strategy\n\nCount twice:\n- once by hand\n- once by machine",
  );
  expect(planned.otherFields).toEqual([
    { field: "complexity", count: 1 },
    { field: "recommendedSubtasks", count: 1 },
    { field: "expansionPrompt", count: 1 },
  ]);
});

test("a test strategy of one short line is a criterion, beside the acceptance criteria; done with the task", () => {
  expect(issue("MASTER:1").criteria).toEqual([{ text: "Test: Buy one by card.", done: true }]);
  expect(issue("MASTER:1.1").criteria).toEqual([
    { text: "It has a sandbox", done: true },
    { text: "It answers", done: true },
  ]);
  expect(issue("MASTER:2").criteria).toEqual([]);
});

test("dependencies name parts beside, parts elsewhere and tasks; what is not there and circles are told", () => {
  expect(only?.links).toEqual([
    { id: "MASTER:1.1", parent: "MASTER:1", blockedBy: [] },
    { id: "MASTER:1.2", parent: "MASTER:1", blockedBy: ["MASTER:1.1", "MASTER:3.1"] },
    { id: "MASTER:1.2-2", parent: "MASTER:1", blockedBy: ["MASTER:1.2"] },
    { id: "MASTER:1.3", parent: "MASTER:1", blockedBy: [] },
    { id: "MASTER:1.3.1", parent: "MASTER:1.3", blockedBy: [] },
    { id: "MASTER:2", parent: null, blockedBy: ["MASTER:1"] },
    { id: "MASTER:3", parent: null, blockedBy: ["MASTER:4"] },
    { id: "MASTER:3.1", parent: "MASTER:3", blockedBy: [] },
    { id: "OPENING:1", parent: null, blockedBy: ["OPENING:2"] },
  ]);
  expect(planned.dangling).toEqual([
    { id: "MASTER:1.2-2", names: "master:9" },
    { id: "MASTER:2", names: "master:99" },
    { id: "MASTER:2", names: "opening:1" },
  ]);
  expect(planned.cycles).toEqual([["MASTER:3", "MASTER:4", "MASTER:3"]]);
});

test("dates are the task's own, else the list's", () => {
  expect(issue("MASTER:1")).toMatchObject({
    createdAt: "2026-01-05T09:30:00.000Z",
    updatedAt: "2026-02-01T18:00:00.000Z",
    completedAt: "2026-02-01T18:00:00.000Z",
  });
  expect(issue("OPENING:2")).toMatchObject({
    createdAt: "2026-02-03T10:00:00.000Z",
    updatedAt: "2026-02-04T10:00:00.000Z",
  });
});

test("what is no task or no list is left out and named", () => {
  expect(planned.skipped).toEqual([
    { what: "notes", reason: "is no list of tasks" },
    { what: "master:5", reason: "has no title" },
    { what: "master:#6", reason: "is no task" },
  ]);
});

test("files from before lists had names, and bare lists, are the list master", () => {
  const tasks = [{ id: 3, title: "Three" }];
  for (const content of [{ tasks }, tasks]) {
    const { projects, lists } = planOf(content);
    expect(lists).toEqual([{ name: "master", tasks: 1, subtasks: 0 }]);
    expect(projects[0]?.issues).toMatchObject([{ id: "MASTER:3", number: 3, labels: ["master"] }]);
  }
});

test("lists whose names differ only in case keep their tasks apart", () => {
  const list = {
    tasks: [
      { id: 1, title: "One", dependencies: [2] },
      { id: 2, title: "Two" },
    ],
  };
  const { projects, dangling } = planOf({ Loop: list, loop: list });
  expect(projects[0]?.issues.map(({ id }) => id)).toEqual(["LOOP:1", "LOOP:2", "LOOP:1-2", "LOOP:2-2"]);
  expect(projects[0]?.links).toEqual([
    { id: "LOOP:1", parent: null, blockedBy: ["LOOP:2"] },
    { id: "LOOP:1-2", parent: null, blockedBy: ["LOOP:2-2"] },
  ]);
  expect(dangling).toEqual([]);
});

test("texts over their limits and tasks that wait for themselves do not stop the rest", () => {
  const { projects, skipped, cycles, remarks } = planOf({
    tasks: [
      { id: 1, title: "x".repeat(300), dependencies: [1] },
      { id: 2, title: "Too much", details: "x".repeat(1_000_001) },
      { id: 3, title: "NUL", description: "a\u0000b" },
    ],
  });
  expect(projects[0]?.issues.map(({ id }) => id)).toEqual(["MASTER:1"]);
  expect(skipped.map(({ what }) => what)).toEqual(["master:2", "master:3"]);
  expect(cycles).toEqual([["MASTER:1", "MASTER:1"]]);
  expect(remarks).toEqual([
    { id: "MASTER:1", remark: "its title is longer than 200 characters; the whole stands in the description" },
  ]);
});

test("what nobody can keep is named, and the rest comes in", () => {
  const deep = `${'{"id":1,"title":"Deep","subtasks":['.repeat(20_000)}${"]}".repeat(20_000)}`;
  const lists = {
    "\u0000": { tasks: [{ id: 1, title: "Of no name" }] },
    [`${"n".repeat(79)}\u{1F4A9}`]: {
      tasks: [{ id: 2, title: `${"x".repeat(198)}\u{1F4A9} and more` }],
      metadata: { description: "a\u0000" },
    },
    constructor: { tasks: ["DEEP", { id: 3, title: "Words", status: "constructor", priority: "__proto__" }] },
  };
  const file = path.join(folder, "hostile.json");
  writeFileSync(file, JSON.stringify(lists).replace('"DEEP"', deep));
  const { projects, skipped } = planImport(readTaskMasterFile(file), "labels");
  expect(skipped.map(({ reason }) => reason)).toEqual(["has a name that cannot be stored", "is nested too deep"]);
  expect(projects[0]?.issues.map(({ title, labels }) => [title, labels])).toEqual([
    [`${"x".repeat(198)}…`, ["n".repeat(79)]],
    ["Words", ["constructor"]],
  ]);
  expect(projects[0]?.description).toBe("");
});

test("the path may name the repository; what is no such file is refused by name", () => {
  mkdirSync(path.join(folder, "repo/.taskmaster/tasks"), { recursive: true });
  writeFileSync(path.join(folder, "repo/.taskmaster/tasks/tasks.json"), JSON.stringify({ tasks: [] }));
  expect(readTaskMasterFile(path.join(folder, "repo")).lists).toEqual([{ name: "master", tasks: [], metadata: {} }]);
  writeFileSync(path.join(folder, "broken.json"), '{"master": ');
  const read = (name: string) => () => readTaskMasterFile(path.join(folder, name));
  expect(read("broken.json")).toThrow(/broken\.json is not JSON: /);
  expect(read("none.json")).toThrow(/^There is no file /);
  mkdirSync(path.join(folder, "empty"));
  expect(read("empty")).toThrow(/holds none of /);
  writeFileSync(path.join(folder, "other.json"), '{"name": "a package"}');
  expect(read("other.json")).toThrow(/holds no list of tasks/);
});
