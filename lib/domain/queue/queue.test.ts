import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { addDays, dayOf } from "#lib/core/calendar";
import { run } from "#lib/core/operation";
import { claimIssue } from "#lib/domain/claims/claim-issue";
import { createIssue } from "#lib/domain/issues/create-issue";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { createMilestone } from "#lib/domain/milestones/create-milestone";
import { createProject } from "#lib/domain/projects/create-project";
import { updateProject } from "#lib/domain/projects/update-project";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { explainIssue } from "./explain-issue.ts";
import { listQueue } from "./list-queue.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
});
afterEach(async () => {
  vi.useRealTimers();
  await world.close();
});

const file = (title: string, input = {}) =>
  run(createIssue, world.as(), { project: "TUR", status: "ready", title, confirm: true, ...input });
const queue = async (input = {}) => (await run(listQueue, world.as(), input)).items;
const keys = async (input = {}) => (await queue(input)).map(({ issue }) => issue.key);
const explain = (issue: string) => run(explainIssue, world.as(), { issue });

function pass(days: number): void {
  vi.useFakeTimers({ now: Date.now() + days * 86_400_000, toFake: ["Date"] });
}

test("only what is ready is in the queue, by priority, then by how long it waits", async () => {
  await file("Low", { priority: "low" });
  await file("Later", { status: "backlog", priority: "critical" });
  await file("Critical", { priority: "critical" });
  await file("Done", { status: "done" });
  await file("Low as well", { priority: "low" });
  expect(await keys()).toEqual(["TUR-3", "TUR-1", "TUR-5"]);
  expect(await keys({ backlog: true })).toEqual(["TUR-2", "TUR-3", "TUR-1", "TUR-5"]);
  expect((await queue())[0]).toMatchObject({ place: 1, score: 100, because: ["priority critical +100"] });
});

test("what is due soon, or whose milestone is, goes up; each reason is told", async () => {
  const today = dayOf(new Date());
  await run(createMilestone, world.as(), { project: "TUR", title: "Beta", dueDate: addDays(today, 7) });
  await file("High", { priority: "high" });
  await file("Overdue", { dueDate: addDays(today, -3) });
  await file("Of the milestone", { milestone: "Beta", dueDate: addDays(today, 30) });
  await file("In a month", { dueDate: addDays(today, 30) });
  expect((await queue()).map(({ issue, score, because }) => [issue.key, score, because])).toEqual([
    ["TUR-2", 65, ["overdue by 3 days +60", "priority none +5"]],
    ["TUR-1", 50, ["priority high +50"]],
    ["TUR-3", 35, ["due in 7 days +30", "priority none +5"]],
    ["TUR-4", 5, ["priority none +5"]],
  ]);
});

test("what others wait for goes up, at any distance, and what waits is not ready", async () => {
  await file("Base");
  await file("Wall", { blockedBy: ["TUR-1"] });
  await file("Roof", { blockedBy: ["TUR-2"] });
  await file("Alone", { priority: "low" });
  expect(await keys()).toEqual(["TUR-1", "TUR-4"]);
  expect((await queue())[0]?.because).toEqual(["unblocks 2 issues +10", "priority none +5"]);
  expect(await explain("TUR-3")).toMatchObject({ ready: false, whyNot: ["Blocked by TUR-2, which is open."] });
});

test("a pinned issue comes first, the lowest pin before the others", async () => {
  await file("Critical", { priority: "critical" });
  await file("Second", { pin: 2 });
  await file("First", { pin: 1 });
  expect(await keys()).toEqual(["TUR-3", "TUR-2", "TUR-1"]);
  await run(updateIssue, world.as(), { issue: "TUR-3", pin: null });
  expect(await keys()).toEqual(["TUR-2", "TUR-1", "TUR-3"]);
});

test("waiting counts half a point a day for two weeks, then two, so that nothing starves", async () => {
  await file("Old");
  pass(14);
  expect((await explain("TUR-1")).points).toMatchObject({ priority: 5, age: 7 });
  pass(60);
  await file("Critical", { priority: "critical" });
  expect(await keys()).toEqual(["TUR-1", "TUR-2"]);
  expect((await explain("TUR-1")).points).toMatchObject({ age: 127 });
});

test("projects weigh in, and one that is on hold takes its issues out", async () => {
  await run(createProject, world.as(), { name: "Other", key: "OTH" });
  await file("Here");
  await file("There", { project: "OTH" });
  await run(updateProject, world.as(), { project: "OTH", queueWeight: 20 });
  expect(await keys()).toEqual(["OTH-1", "TUR-1"]);
  expect((await queue())[0]?.because).toEqual(["weight of its project +20", "priority none +5"]);
  expect(await keys({ project: "TUR" })).toEqual(["TUR-1"]);
  await run(updateProject, world.as(), { project: "OTH", status: "on_hold" });
  expect(await keys()).toEqual(["TUR-1"]);
  expect((await explain("OTH-1")).whyNot).toEqual(["Project OTH is on_hold. Set it to active."]);
});

test("why an issue is not ready is said, also who holds it", async () => {
  await file("Planned", { status: "backlog" });
  await file("Taken");
  expect((await explain("TUR-1")).whyNot).toEqual(["Its status is backlog. Set it to ready."]);
  const { claim } = await run(claimIssue, world.as(withKey(world.owner)), { issue: "TUR-2" });
  expect((await explain("TUR-2")).whyNot).toEqual([`Claimed by test for Ada Lindqvist until ${claim.until}.`]);
  expect(await keys()).toEqual([]);
});

test("a key that is limited to projects sees no other's place", async () => {
  await run(createProject, world.as(), { name: "Other", key: "OTH" });
  await file("Here");
  await file("There", { project: "OTH", priority: "critical" });
  const project = await world.database.reader.project.findUniqueOrThrow({ where: { key: "TUR" } });
  const limited = withKey(world.owner, { projectIds: [project.id] });
  const { items } = await run(listQueue, world.as(limited), {});
  expect(items.map(({ issue, place }) => [issue.key, place])).toEqual([["TUR-1", 1]]);
});
