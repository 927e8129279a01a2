import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createLabel } from "#lib/domain/labels/create-label";
import { createProject } from "#lib/domain/projects/create-project";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { createIssue } from "./create-issue.ts";
import { getIssue } from "./get-issue.ts";
import { linkIssues } from "./link-issues.ts";
import { listIssues } from "./list-issues.ts";
import { moveIssue } from "./move-issue.ts";
import { tickCriterion } from "./tick-criterion.ts";
import { unlinkIssues } from "./unlink-issues.ts";
import { updateIssue } from "./update-issue.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo" });
  for (const title of ["One", "Two", "Three"]) await run(createIssue, world.as(), { project: "TUR", title });
  world.statements();
});
afterEach(() => world.close());

const update = (input: object) => run(updateIssue, world.as(), input);
const statements = () => world.statements().filter((sql) => !/^(BEGIN|COMMIT)/.test(sql)).length;

test("a patch changes what it names, clears what is null and leaves the rest", async () => {
  await update({ issue: "TUR-1", assignee: "ben", dueDate: "2026-12-01", estimate: 3 });
  const after = await update({ issue: "tur-1", title: "New", assignee: null });
  expect(after).toMatchObject({ title: "New", assignee: null, dueDate: "2026-12-01", estimate: 3, version: 3 });
  expect(await run(getIssue, world.as(), { issue: "TUR-1" })).toEqual({ ...after, decisions: [] });
});

test("a patch of everything takes at most sixteen statements and is one event", async () => {
  const now = new Date();
  await world.database.write((tx) =>
    tx.label.createMany({
      data: ["A", "B"].map((name) => ({
        id: name,
        createdAt: now,
        updatedAt: now,
        name,
        nameFold: name.toLowerCase(),
      })),
    }),
  );
  await update({ issue: "TUR-1", labels: ["A"] });
  world.statements();
  const last = await world.database.reader.event.count();
  world.statements();
  await update({
    issue: "TUR-1",
    title: "All",
    description: "d",
    labels: ["B"],
    assignee: "ada",
    parent: "TUR-2",
    criteria: ["c"],
    status: "in_progress",
  });
  expect(statements()).toBeLessThanOrEqual(16);
  expect(await world.database.reader.event.count()).toBe(last + 1);
});

test("a stale version is a conflict that carries the present state, and nothing is written", async () => {
  await update({ issue: "TUR-1", title: "Mine" });
  const error = await refusal(update({ issue: "TUR-1", title: "Yours", version: 1 }));
  expect(error.code).toBe("conflict");
  expect(error.current).toMatchObject({ title: "Mine", version: 2 });
  expect((await run(getIssue, world.as(), { issue: "TUR-1" })).title).toBe("Mine");
});

test("a patch that changes nothing makes no event and no version", async () => {
  const before = await world.database.reader.event.count();
  expect((await update({ issue: "TUR-1", title: "One" })).version).toBe(1);
  expect(await world.database.reader.event.count()).toBe(before);
});

test("ten patches of different fields at once lose nothing", async () => {
  const patches = [
    { title: "T" },
    { description: "D" },
    { estimate: 5 },
    { dueDate: "2026-12-24" },
    { branch: "b" },
    { type: "bug" },
    { priority: "low" },
    { assignee: "ben" },
  ];
  await Promise.all(patches.map((patch) => update({ issue: "TUR-1", ...patch })));
  const read = await run(getIssue, world.as(), { issue: "TUR-1" });
  expect(read).toMatchObject({
    title: "T",
    description: "D",
    estimate: 5,
    dueDate: "2026-12-24",
    branch: "b",
    type: "bug",
    priority: "low",
    version: 9,
  });
  expect(read.assignee?.handle).toBe("ben");
});

test("done is refused while an open issue blocks it; force closes it and the event says so", async () => {
  await run(linkIssues, world.as(), { issue: "TUR-1", kind: "blocked_by", other: "TUR-2" });
  const error = await refusal(update({ issue: "TUR-1", status: "done" }));
  expect(error.message).toContain("blocked by TUR-2");
  await update({ issue: "TUR-1", status: "done", force: true });
  const event = await world.database.reader.event.findFirstOrThrow({ orderBy: { number: "desc" } });
  expect(event.changes).toEqual([
    expect.objectContaining({ fields: expect.objectContaining({ forced: [false, true] }) }),
  ]);
});

test("started and completed are stamped once; leaving done reopens", async () => {
  const started = await update({ issue: "TUR-1", status: "in_progress" });
  expect(started.startedAt).not.toBeNull();
  const done = await update({ issue: "TUR-1", status: "done" });
  expect(done).toMatchObject({ startedAt: started.startedAt });
  expect(done.completedAt).not.toBeNull();
  expect(await update({ issue: "TUR-1", status: "review" })).toMatchObject({
    completedAt: null,
    startedAt: started.startedAt,
  });
});

test("blocking must stay without circles, and the refusal shows the circle", async () => {
  await run(linkIssues, world.as(), { issue: "TUR-1", kind: "blocks", other: "TUR-2" });
  await run(linkIssues, world.as(), { issue: "TUR-2", kind: "blocks", other: "TUR-3" });
  const error = await refusal(run(linkIssues, world.as(), { issue: "TUR-3", kind: "blocks", other: "TUR-1" }));
  expect(error.message).toContain("TUR-3 → TUR-1 → TUR-2 → TUR-3");
});

test("parents must not form a loop, and the refusal shows it", async () => {
  await update({ issue: "TUR-2", parent: "TUR-1" });
  await update({ issue: "TUR-3", parent: "TUR-2" });
  const error = await refusal(update({ issue: "TUR-1", parent: "TUR-3" }));
  expect(error.message).toContain("TUR-1 → TUR-3 → TUR-2 → TUR-1");
});

test("of two that become each other's parent at once, one does", async () => {
  for (let round = 0; round < 5; round++) {
    const tries = await Promise.allSettled([
      update({ issue: "TUR-1", parent: "TUR-2" }),
      update({ issue: "TUR-2", parent: "TUR-1" }),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    for (const issue of ["TUR-1", "TUR-2"]) await update({ issue, parent: null });
  }
});

test("an issue takes its place beside one that is named by an old key", async () => {
  await run(createProject, world.as(), { name: "Other", key: "OTH" });
  await run(createIssue, world.as(), { project: "OTH", title: "Moved" });
  await run(moveIssue, world.as(), { issue: "OTH-1", project: "TUR" });
  await update({ issue: "TUR-1", after: "OTH-1" });
  await update({ issue: "TUR-3", before: "oth-1", parent: "OTH-1" });
  const { items } = await run(listIssues, world.as(), { project: "TUR", sort: "rank" });
  expect(items.map(({ key, parent }) => [key, parent])).toEqual([
    ["TUR-2", null],
    ["TUR-3", "TUR-4"],
    ["TUR-4", null],
    ["TUR-1", null],
  ]);
  expect(await refusal(update({ issue: "TUR-1", before: "OTH-2" }))).toMatchObject({
    code: "invalid",
    fields: [{ path: "before" }],
  });
});

test("a duplicate closes as canceled and points to the original", async () => {
  const linked = await run(linkIssues, world.as(), { issue: "TUR-2", kind: "duplicates", other: "TUR-1" });
  expect(linked).toMatchObject({ status: "canceled", resolution: "duplicate", version: 2 });
  expect(await run(getIssue, world.as(), { issue: "TUR-2" })).toEqual({ ...linked, decisions: [] });
  const original = await run(getIssue, world.as(), { issue: "TUR-1" });
  expect(original.links).toMatchObject([{ kind: "duplicated_by", issue: { key: "TUR-2" } }]);
  expect(
    (await run(unlinkIssues, world.as(), { issue: "TUR-1", kind: "duplicated_by", other: "TUR-2" })).links,
  ).toEqual([]);
});

test("an issue moves right before or after another in the order of the list", async () => {
  await update({ issue: "TUR-3", before: "TUR-1" });
  await update({ issue: "TUR-1", after: "TUR-2" });
  const { items } = await run(listIssues, world.as(), { project: "TUR", sort: "rank" });
  expect(items.map((issue) => issue.key)).toEqual(["TUR-3", "TUR-2", "TUR-1"]);
});

test("a criterion is ticked by its id or its place", async () => {
  const { criteriaList } = await update({ issue: "TUR-1", criteria: ["a", "b"] });
  await run(tickCriterion, world.as(), { issue: "TUR-1", criterion: criteriaList[0]?.id, done: true });
  const ticked = await run(tickCriterion, world.as(), { issue: "TUR-1", criterion: "2", done: true });
  expect(ticked.criteria).toEqual({ total: 2, done: 2, verified: 2 });
});

test("an issue that the key may not see is not found; a read-only key may not change", async () => {
  const hidden = withKey(world.owner, { projectIds: [] });
  expect((await refusal(run(updateIssue, world.as(hidden), { issue: "TUR-1", title: "x" }))).code).toBe("not_found");
  const reader = withKey(world.owner, { scope: "read" });
  expect((await refusal(run(updateIssue, world.as(reader), { issue: "TUR-1", title: "x" }))).code).toBe("forbidden");
});

test("labels are found by their folded name in every way they are given", async () => {
  await run(createLabel, world.as(), { name: "ﬁne" });
  expect((await update({ issue: "TUR-1", labels: ["FINE"] })).labels).toMatchObject([{ name: "ﬁne" }]);
  expect((await update({ issue: "TUR-1", removeLabels: ["fine"] })).labels).toEqual([]);
});

test("criteria given anew keep ids and ticks of those with the same text", async () => {
  const first = await update({ issue: "TUR-1", criteria: ["one", "two", "two"] });
  await run(tickCriterion, world.as(), { issue: "TUR-1", criterion: "1", done: true });
  await run(tickCriterion, world.as(), { issue: "TUR-1", criterion: "3", done: true });
  const [one, two, again] = first.criteriaList.map(({ id }) => id);
  const next = await update({ issue: "TUR-1", criteria: ["two", " one ", "three", "two"] });
  expect(next.criteriaList).toMatchObject([
    { id: two, done: false },
    { id: one, text: " one ", done: true },
    { text: "three", done: false },
    { id: again, done: true },
  ]);
  const told = await update({
    issue: "TUR-1",
    criteria: [
      { text: "one", done: false },
      { id: two, text: "second" },
    ],
  });
  expect(told.criteriaList).toMatchObject([
    { id: one, text: "one", done: false },
    { id: two, text: "second", done: false },
  ]);
});

test("criteria are added at the end and dropped by number, text or id; one that is there is not added again", async () => {
  const { criteriaList } = await update({ issue: "TUR-1", criteria: ["one", "two", "three", "2"] });
  const texts = (issue: { criteriaList: { text: string }[] }) => issue.criteriaList.map(({ text }) => text);
  const next = await update({
    issue: "TUR-1",
    addCriteria: ["four", "one"],
    removeCriteria: ["2", "3", criteriaList[1]?.id],
  });
  expect(texts(next)).toEqual(["one", "four"]);
  for (const ref of ["none such", "9"]) {
    const refused = await refusal(update({ issue: "TUR-1", removeCriteria: ["one", ref] }));
    expect(refused.fields).toMatchObject([{ path: "removeCriteria.1" }]);
    expect(refused.message).toContain("Give its number, 1–2, its text or its id.");
  }
  const many = await refusal(update({ issue: "TUR-1", addCriteria: Array.from({ length: 99 }, (_, n) => `c${n}`) }));
  expect(many.message).toBe("There would be 101 criteria; the limit is 100.");
});

test("two criteria never share an id", async () => {
  const { criteriaList } = await update({ issue: "TUR-1", criteria: ["a"] });
  const id = criteriaList[0]?.id;
  const twice = await update({
    issue: "TUR-1",
    criteria: [
      { id, text: "a" },
      { id, text: "b" },
    ],
  });
  expect(new Set(twice.criteriaList.map((criterion) => criterion.id)).size).toBe(2);
  expect(twice.criteriaList[0]?.id).toBe(id);
});

test("the same link made by several at once, from both ends, is one link and no failure", async () => {
  const tries = Array.from({ length: 6 }, (_, at) => {
    const [issue, other] = at % 2 ? ["TUR-1", "TUR-2"] : ["TUR-2", "TUR-1"];
    return run(linkIssues, world.as(), { issue, kind: at % 2 ? "blocks" : "blocked_by", other });
  });
  await Promise.all(tries);
  expect((await run(getIssue, world.as(), { issue: "TUR-1" })).links).toHaveLength(1);
});

test("places of a description are changed without sending the whole", async () => {
  const { key } = await run(createIssue, world.as(), {
    project: "TUR",
    title: "Long",
    description: "one two two three",
  });
  const change = (replace: object[], more: object = {}) =>
    run(updateIssue, world.as(), { issue: key, replace, ...more });
  expect((await change([{ find: "one", replace: "1" }])).description).toBe("1 two two three");
  expect((await change([{ find: "two", replace: "2", all: true }])).description).toBe("1 2 2 three");
  expect(await refusal(change([{ find: "four", replace: "4" }]))).toMatchObject({
    code: "invalid",
    fields: [{ path: "replace.0.find" }],
  });
  expect(await refusal(change([{ find: "2", replace: "" }]))).toMatchObject({ code: "invalid" });
  const both = change([{ find: "1", replace: "one" }], { description: "whole" });
  expect(await refusal(both)).toMatchObject({ fields: [{ path: "replace" }] });
  const long = change([{ find: "1", replace: "x".repeat(1_000_000) }]);
  expect((await refusal(long)).message).toContain("the limit is 1000000");
});

test("criteria that are too long together are refused, because each tick keeps all of them twice", async () => {
  const issue = "TUR-1";
  const criteria = Array.from({ length: 100 }, () => "x".repeat(641));
  const refused = await refusal(update({ issue, criteria }));
  expect(refused).toMatchObject({ code: "invalid", fields: [{ path: "criteria" }] });
  expect((await update({ issue, criteria: criteria.map((text) => text.slice(1)) })).criteria.total).toBe(100);
});
