import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "#lib/core/actor";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { createComment } from "#lib/domain/comments/create-comment";
import { createIssue } from "#lib/domain/issues/create-issue";
import { getIssue } from "#lib/domain/issues/get-issue";
import { linkIssues } from "#lib/domain/issues/link-issues";
import { restoreIssue } from "#lib/domain/issues/shelf";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { createLabel } from "#lib/domain/labels/create-label";
import { BATCH } from "#lib/domain/operations";
import { createProject } from "#lib/domain/projects/create-project";
import { agentOf } from "#lib/testing/agent-of";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World } from "#lib/testing/world";
import { revertEvent } from "./revert-event.ts";
import { undoEvents } from "./undo-events.ts";

let world: World;
let agent: Actor;
beforeEach(async () => {
  world = await makeWorld();
  agent = await agentOf(world, world.owner, "s-1");
  await run(createProject, world.as(), { name: "Plan", key: "PLAN" });
  for (const name of ["bug", "ui"]) await run(createLabel, world.as(), { name });
  for (const title of ["One", "Two", "Three"]) await run(createIssue, world.as(), { project: "PLAN", title });
});
afterEach(() => world.close());

const issue = (key: string) => run(getIssue, world.as(), { issue: key });
const lastEvent = async () =>
  (await world.database.reader.event.findFirst({ orderBy: { number: "desc" } }))?.number ?? 0;

test("an event is reverted: the field has its old value, and the undo is an event that can be reverted itself", async () => {
  await run(updateIssue, world.as(agent), { issue: "PLAN-1", title: "First", priority: "high" });
  const event = await lastEvent();
  const undone = await run(revertEvent, world.as(), { event });
  expect(undone).toMatchObject({ count: 1, keptCount: 0, writes: 1 });
  expect(undone.restored[0]).toMatchObject({
    key: "PLAN-1",
    fields: { title: ["First", "One"], priority: ["high", "none"] },
  });
  expect(await issue("PLAN-1")).toMatchObject({ title: "One", priority: "none", version: 3 });
  const undo = await world.database.reader.event.findFirst({ orderBy: { number: "desc" } });
  expect(undo).toMatchObject({ operation: "events.revert", changes: [{ fields: { undid: [null, [event]] } }] });
  await run(revertEvent, world.as(), { event: await lastEvent() });
  expect(await issue("PLAN-1")).toMatchObject({ title: "First", priority: "high" });
  await run(revertEvent, world.as(), { event });
  expect(await issue("PLAN-1")).toMatchObject({ title: "One", priority: "none" });
});

test("a field that somebody changed since stays and is named, the others go back", async () => {
  await run(updateIssue, world.as(agent), { issue: "PLAN-1", title: "First", priority: "high", addLabels: ["bug"] });
  const event = await lastEvent();
  await run(updateIssue, world.as(world.member), { issue: "PLAN-1", title: "Ours", addLabels: ["ui"] });
  const undone = await run(revertEvent, world.as(), { event });
  expect(undone.kept).toMatchObject([{ key: "PLAN-1", field: "title", by: "@ben", event: event + 1 }]);
  expect(await issue("PLAN-1")).toMatchObject({ title: "Ours", priority: "none", labels: [{ name: "ui" }] });
});

test("an event of which nothing is left to undo is refused with the reason", async () => {
  await run(updateIssue, world.as(agent), { issue: "PLAN-1", title: "First" });
  const event = await lastEvent();
  await run(updateIssue, world.as(world.member), { issue: "PLAN-1", title: "Ours" });
  const refused = await refusal(run(revertEvent, world.as(), { event }));
  expect(refused).toMatchObject({ code: "refused" });
  expect(refused.message).toMatch(/PLAN-1: title was changed since by @ben/);
  expect(await refusal(run(revertEvent, world.as(), { event: 99_999 }))).toMatchObject({ code: "not_found" });
});

test("a session is undone as one act: fields, labels, links, comments; what it made lies in the bin", async () => {
  const as = () => world.as(agent);
  await run(updateIssue, as(), { issue: "PLAN-1", status: "in_progress", assignee: "ben", parent: "PLAN-2" });
  await run(updateIssue, as(), { issue: "PLAN-1", status: "review", addLabels: ["bug"], criteria: ["It works"] });
  await run(linkIssues, as(), { issue: "PLAN-1", kind: "blocks", other: "PLAN-3" });
  await run(createIssue, as(), { project: "PLAN", title: "Four", blockedBy: ["PLAN-1"] });
  await run(createComment, as(), { issue: "PLAN-1", body: "Done so far." });
  const undone = await run(undoEvents, world.as(), { session: "s-1" });
  expect(undone).toMatchObject({ writes: 5, keptCount: 0 });
  expect(await issue("PLAN-1")).toMatchObject({
    status: "backlog",
    startedAt: null,
    assignee: null,
    parent: null,
    labels: [],
    criteriaList: [],
    comments: 0,
  });
  expect((await issue("PLAN-3")).links).toEqual([]);
  expect(await issue("PLAN-4")).toMatchObject({ shelf: "binned" });
  const again = await run(undoEvents, world.as(), { request: undone.request });
  expect(again).toMatchObject({ keptCount: 0, count: undone.count });
  expect(await issue("PLAN-1")).toMatchObject({
    status: "review",
    parent: "PLAN-2",
    comments: 1,
    labels: [{ name: "bug" }],
  });
  expect((await issue("PLAN-3")).blocked).toBe(true);
  expect(await issue("PLAN-4")).toMatchObject({ shelf: "live" });
});

test("a dry run says the same and changes nothing", async () => {
  await run(updateIssue, world.as(agent), { issue: "PLAN-1", title: "First" });
  const before = await lastEvent();
  const tried = await run(undoEvents, world.as(), { session: "s-1", dryRun: true });
  expect(tried).toMatchObject({ dryRun: true, count: 1, restored: [{ fields: { title: ["First", "One"] } }] });
  expect(await issue("PLAN-1")).toMatchObject({ title: "First", version: 2 });
  expect(await lastEvent()).toBe(before);
});

test("where somebody wrote in between, a field goes back to what they left", async () => {
  await run(updateIssue, world.as(agent), { issue: "PLAN-1", title: "First" });
  await run(updateIssue, world.as(world.member), { issue: "PLAN-1", title: "Ours" });
  await run(updateIssue, world.as(agent), { issue: "PLAN-1", title: "Mine again" });
  expect(await run(undoEvents, world.as(), { session: "s-1" })).toMatchObject({ count: 1, keptCount: 0 });
  expect(await issue("PLAN-1")).toMatchObject({ title: "Ours" });
});

test("what was made and somebody has worked on since stays", async () => {
  await run(createIssue, world.as(agent), { project: "PLAN", title: "Four" });
  await run(createIssue, world.as(agent), { project: "PLAN", title: "Five" });
  await run(createIssue, world.as(agent), { project: "PLAN", title: "Six" });
  await run(createComment, world.as(world.member), { issue: "PLAN-4", body: "Good idea." });
  await run(updateIssue, world.as(world.member), { issue: "PLAN-5", priority: "high" });
  const undone = await run(undoEvents, world.as(), { session: "s-1" });
  expect(undone.kept).toMatchObject([
    { key: "PLAN-4", field: "created", by: "@ben" },
    { key: "PLAN-5", field: "created", by: "@ben" },
  ]);
  expect(undone.restored.map(({ key }) => key)).toEqual(["PLAN-6"]);
});

test("one undoes one's own: another person's session is not there, the owner's admin scope reaches all", async () => {
  const bens = await agentOf(world, world.member, "s-2");
  await run(updateIssue, world.as(bens), { issue: "PLAN-1", title: "Bens" });
  expect(await refusal(run(undoEvents, world.as(agent), { session: "s-2" }))).toMatchObject({ code: "not_found" });
  const other = await agentOf(world, world.member, "s-3");
  expect(await refusal(run(undoEvents, world.as(other), { session: "s-2" }))).toMatchObject({ code: "not_found" });
  expect(await run(undoEvents, world.as(), { session: "s-2" })).toMatchObject({ count: 1 });
  const reads = { ...agent, scope: "read" as const };
  expect(await refusal(run(undoEvents, world.as(reads), { session: "s-1" }))).toMatchObject({ code: "forbidden" });
});

test("a key's writes are undone from an instant on", async () => {
  await run(updateIssue, world.as(agent), { issue: "PLAN-1", title: "First" });
  const from = new Date(Date.now() + 5).toISOString();
  await new Promise((resolve) => setTimeout(resolve, 10));
  await run(updateIssue, world.as(agent), { issue: "PLAN-2", title: "Second" });
  expect(await refusal(run(undoEvents, world.as(), { key: "test key" }))).toMatchObject({ code: "invalid" });
  expect(await run(undoEvents, world.as(), { key: "test key", from })).toMatchObject({ count: 1, writes: 1 });
  expect(await issue("PLAN-1")).toMatchObject({ title: "First" });
  expect(await issue("PLAN-2")).toMatchObject({ title: "Two" });
});

test("a long text comes back whole", async () => {
  const long = `${"Long ".repeat(300)}${newId()} names PLAN-2`;
  await run(updateIssue, world.as(), { issue: "PLAN-1", description: long });
  await run(updateIssue, world.as(agent), { issue: "PLAN-1", description: "short" });
  await run(undoEvents, world.as(), { session: "s-1" });
  expect(await issue("PLAN-1")).toMatchObject({ description: long });
});

test("what somebody changed since and then undid again counts as unchanged", async () => {
  await run(updateIssue, world.as(agent), { issue: "PLAN-1", title: "First" });
  await run(updateIssue, world.as(world.member), { issue: "PLAN-1", title: "Ours" });
  await run(revertEvent, world.as(world.member), { event: await lastEvent() });
  expect(await run(undoEvents, world.as(), { session: "s-1" })).toMatchObject({ count: 1, keptCount: 0 });
  expect(await issue("PLAN-1")).toMatchObject({ title: "One" });
});

test("what somebody took out of the bin after an undo is theirs: a second undo leaves it", async () => {
  await run(createIssue, world.as(agent), { project: "PLAN", title: "Quite another matter" });
  await run(undoEvents, world.as(), { session: "s-1" });
  await run(restoreIssue, world.as(world.member), { issue: "PLAN-4" });
  const again = await run(undoEvents, world.as(), { session: "s-1" });
  expect(again).toMatchObject({ count: 0, kept: [{ key: "PLAN-4", by: "@ben" }] });
  expect(await issue("PLAN-4")).toMatchObject({ shelf: "live" });
});

test("a key that is limited to projects undoes what it may see, and nothing else is told to it", async () => {
  await run(createProject, world.as(), { name: "Other", key: "OTHER" });
  await run(createIssue, world.as(), { project: "OTHER", title: "Far away" });
  await run(updateIssue, world.as(agent), { issue: "PLAN-1", title: "First" });
  await run(updateIssue, world.as(agent), { issue: "OTHER-1", title: "Farther" });
  const plan = await world.database.reader.project.findUniqueOrThrow({ where: { key: "PLAN" } });
  const limited = { ...agent, projectIds: [plan.id] };
  const undone = await run(undoEvents, world.as(limited), { session: "s-1" });
  expect(undone).toMatchObject({ writes: 1, count: 1, keptCount: 0 });
  expect(await issue("OTHER-1")).toMatchObject({ title: "Farther" });
  const event = (
    await world.database.reader.event.findFirstOrThrow({ where: { projectId: { not: plan.id }, session: "s-1" } })
  ).number;
  expect(await refusal(run(revertEvent, world.as(limited), { event }))).toMatchObject({ code: "not_found" });
});

test("more writes than one undo takes on are refused with the way on", async () => {
  const project = await world.database.reader.project.findUniqueOrThrow({ where: { key: "PLAN" } });
  const row = {
    at: new Date(),
    operation: "issues.update",
    door: "mcp",
    userId: world.owner.user.id,
    keyId: agent.key?.id ?? null,
    actor: {},
    session: "s-big",
    requestId: "r",
    subjectId: project.id,
    projectId: project.id,
    changes: [],
  };
  await world.database.write(async (tx) => {
    await tx.event.createMany({ data: Array.from({ length: 5001 }, () => row) });
  });
  const refused = await refusal(run(undoEvents, world.as(), { session: "s-big" }));
  expect(refused.message).toMatch(/more than 5,000 writes.*request by request/);
});

test("undoing a hundred writes takes as many statements as undoing ten", async () => {
  const undo = async (session: string, times: number) => {
    const own = await agentOf(world, world.owner, session);
    const items = Array.from({ length: times }, (_, n) => ({
      operation: "issues.create",
      input: { project: "PLAN", title: `Made ${n} in ${session}`, labels: ["bug"], confirm: true },
    }));
    await run(BATCH, world.as(own), { items });
    world.statements();
    expect(await run(undoEvents, world.as(), { session })).toMatchObject({ count: times });
    return world.statements().length;
  };
  const ten = await undo("s-10", 10);
  expect(await undo("s-100", 100)).toBe(ten);
});

test("an event counts as undone until its undo is taken back", async () => {
  const undone = async () => (await world.database.reader.undoneEvent.findMany()).map(({ number }) => number);
  const made = await run(createIssue, world.as(), { project: "PLAN", title: "Once more" });
  await run(updateIssue, world.as(), { issue: made.id, title: "Other" });
  const event = await lastEvent();
  await run(revertEvent, world.as(), { event, dryRun: true });
  expect(await undone()).toEqual([]);
  await run(revertEvent, world.as(), { event });
  expect(await undone()).toEqual([event]);
  await run(revertEvent, world.as(), { event: await lastEvent() });
  expect(await undone()).toEqual([event + 1]);
});

test("a session of one key is undone without the session of that name of another", async () => {
  const other = await agentOf(world, world.owner, "s-1");
  await run(updateIssue, world.as(agent), { issue: "PLAN-1", title: "First" });
  await run(updateIssue, world.as(other), { issue: "PLAN-2", title: "Second" });
  const key = other.key?.id ?? "";
  expect(await run(undoEvents, world.as(), { session: "s-1", key })).toMatchObject({ writes: 1, count: 1 });
  expect([(await issue("PLAN-1")).title, (await issue("PLAN-2")).title]).toEqual(["First", "Two"]);
  const foreign = run(undoEvents, world.as(agent), { session: "s-1", key, dryRun: true });
  expect(await refusal(foreign)).toMatchObject({ code: "not_found" });
});
