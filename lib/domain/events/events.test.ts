import { setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createComment } from "#lib/domain/comments/create-comment";
import { createIssue } from "#lib/domain/issues/create-issue";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { createLabel } from "#lib/domain/labels/create-label";
import { createProject } from "#lib/domain/projects/create-project";
import { getDiscussion } from "#lib/domain/subjects/get-discussion";
import { agentOf } from "#lib/testing/agent-of";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { listActivity } from "./list-activity.ts";
import { listChanges } from "./list-changes.ts";
import { eventsSince, lastEventNumber } from "./queries.ts";

let world: World;
let projects: { one: string; two: string };
beforeEach(async () => {
  world = await makeWorld();
  const one = await run(createProject, world.as(), { name: "One", key: "ONE" });
  const two = await run(createProject, world.as(), { name: "Two", key: "TWO" });
  projects = { one: one.id, two: two.id };
});
afterEach(() => world.close());

const file = (project: string, more: object = {}, actor = world.owner) =>
  run(createIssue, world.as(actor), { project, title: "An issue", ...more });
const changes = (input: object = {}, actor = world.owner) => run(listChanges, world.as(actor), input);
const operations = (items: readonly { operation: string }[]) => items.map((event) => event.operation);

test("what happened is told in order, with who, how and what changed", async () => {
  const { last } = await changes();
  await file("ONE");
  const agent = withKey(world.member, { session: "window 2", client: "claude-code" });
  await run(updateIssue, world.as(agent), { issue: "ONE-1", status: "ready", title: "An issue" });
  const { items, more } = await changes({ since: last });
  expect(operations(items)).toEqual(["issues.create", "issues.update"]);
  expect(items[1]).toMatchObject({
    number: items[0] ? items[0].number + 1 : 0,
    door: "mcp",
    actor: { handle: "ben", key: "test key", kind: "agent", client: "claude-code" },
    session: "window 2",
    changes: [{ kind: "issue", key: "ONE-1", fields: { status: ["backlog", "ready"] } }],
  });
  expect(Object.keys(items[1]?.changes[0]?.fields ?? {})).toEqual(["status", "queuedAt"]);
  expect(more).toBe(false);
});

test("asking on from last meets every event once, whatever the page size", async () => {
  for (let place = 0; place < 12; place++) await file(place % 3 ? "ONE" : "TWO");
  const all = (await changes({ limit: 200 })).items.map((event) => event.number);
  expect(all).toHaveLength(14);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 15 }), async (limit, since) => {
      const seen: number[] = [];
      for (let after = since; ; ) {
        const page = await changes({ since: after, limit });
        expect(page.items.length).toBeLessThanOrEqual(limit);
        seen.push(...page.items.map((event) => event.number));
        after = page.last;
        if (!page.more) break;
      }
      expect(seen).toEqual(all.filter((number) => number > since));
    }),
    { numRuns: 25 },
  );
});

test("nothing new leaves the number where it was", async () => {
  const newest = await lastEventNumber(world.database.reader);
  expect(await changes({ since: newest })).toEqual({ items: [], last: newest, more: false });
  expect(await changes({ since: newest + 1000 })).toEqual({ items: [], last: newest + 1000, more: false });
});

test("a key limited to projects hears of those alone, and moves on past the others", async () => {
  const limited = withKey(world.owner, { projectIds: [projects.two] });
  await run(createLabel, world.as(), { name: "Design" });
  await file("ONE");
  await file("TWO");
  await file("ONE");
  const heard = await changes({ since: 2 }, limited);
  expect(heard.items.map((event) => event.changes.map((change) => change.key))).toEqual([["TWO-1"]]);
  expect(heard.last).toBe(await lastEventNumber(world.database.reader));
});

test("an event of two projects shows each key only its own part", async () => {
  const part = (key: string, projectId: string) => ({
    kind: "issue",
    id: key,
    key,
    projectId,
    fields: { title: [1, 2] },
  });
  const event = {
    at: new Date(),
    operation: "issues.move",
    door: "rest",
    userId: world.owner.user.id,
    keyId: null,
    actor: { handle: "ada", name: "Ada", key: null, kind: "person", client: null },
    session: null,
    requestId: "r",
    changes: [part("ONE-9", projects.one), part("TWO-9", projects.two)],
  };
  await world.database.write((tx) => world.database.writeTrail(tx, { events: [event] }));
  for (const [id, key] of [
    [projects.one, "ONE-9"],
    [projects.two, "TWO-9"],
  ] as const) {
    const { items } = await changes({ since: 2 }, withKey(world.owner, { projectIds: [id] }));
    expect(items.map((one) => one.changes.map((change) => change.key))).toEqual([[key]]);
  }
  expect((await changes({ since: 2 })).items[0]?.changes).toHaveLength(2);
});

test("one project's changes can be asked for; an unseen project is not found", async () => {
  await file("ONE");
  await file("TWO");
  const { items } = await changes({ project: "two" });
  expect(operations(items)).toEqual(["projects.create", "issues.create"]);
  const limited = withKey(world.owner, { projectIds: [projects.two] });
  expect(await refusal(changes({ project: "ONE" }, limited))).toMatchObject({ code: "not_found" });
});

test("what concerns nobody asking is passed in stretches, and the end is reached", async () => {
  const row = {
    at: new Date(),
    operation: "issues.update",
    door: "rest",
    userId: null,
    keyId: null,
    actor: { handle: "ada", name: "Ada", key: null, kind: "person", client: null },
    session: null,
    requestId: "r",
    changes: [{ kind: "issue", id: "x", key: "ONE-1", projectId: projects.one, fields: { title: [1, 2] } }],
  };
  await world.database.write((tx) =>
    world.database.writeTrail(tx, { events: Array.from({ length: 1500 }, () => row) }),
  );
  await file("TWO");
  const limited = withKey(world.owner, { projectIds: [projects.two] });
  const first = await eventsSince(world.database.reader, limited, 2, 50);
  expect(first).toMatchObject({ items: [], last: 1002, more: true });
  const second = await eventsSince(world.database.reader, limited, first.last, 50);
  expect(operations(second.items)).toEqual(["issues.create"]);
  expect(second.more).toBe(false);
});

test("a reader that polls beside many writers sees every number once and in order", async () => {
  const seen: number[] = [];
  let writing = true;
  const reader = (async () => {
    for (let after = 2; ; ) {
      const stop = !writing;
      const page = await eventsSince(world.database.reader, world.owner, after, 7);
      seen.push(...page.items.map((event) => event.number));
      after = page.last;
      if (stop && !page.more) return;
      await nextTurn();
    }
  })();
  await Promise.all(Array.from({ length: 40 }, (_, place) => file(place % 2 ? "ONE" : "TWO")));
  writing = false;
  await reader;
  expect(seen).toHaveLength(40);
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
});

test("an issue's activity holds its own, its comments' and what others did about it, newest first", async () => {
  await file("ONE");
  await run(createComment, world.as(), { issue: "ONE-1", body: "Words" });
  await file("ONE", { title: "Blocked", blockedBy: ["ONE-1"] });
  await file("ONE", { title: "Another matter" });
  const activity = (input: object) => run(listActivity, world.as(), { issue: "ONE-1", ...input });
  const all = await activity({});
  expect(operations(all.items)).toEqual(["issues.create", "comments.create", "issues.create"]);
  expect(all.items[0]?.changes[0]?.key).toBe("ONE-2");
  expect(all.next).toBeNull();
  const first = await activity({ limit: 2 });
  expect(first.items).toEqual(all.items.slice(0, 2));
  const rest = await activity({ limit: 2, before: first.next });
  expect(rest).toEqual({ items: all.items.slice(2), next: null });
});

test("what an agent filed is told as made through its key, what a person filed as theirs", async () => {
  await file("ONE");
  const agent = withKey(world.member, { session: "window 2", client: "claude-code" });
  await file("ONE", { title: "By an agent", blockedBy: ["ONE-1"] }, agent);
  await run(updateIssue, world.as(agent), { issue: "ONE-1", status: "ready" });
  const origin = async (on: string) => (await run(getDiscussion, world.as(), { on })).origin;
  expect(await origin("ONE-1")).toEqual({ handle: world.owner.user.handle, via: null });
  expect(await origin("ONE-2")).toMatchObject({
    handle: world.member.user.handle,
    via: { client: "claude-code", session: "window 2" },
  });
});

test("activity and origin of an unseen issue are not found", async () => {
  await file("ONE");
  const limited = withKey(world.owner, { projectIds: [projects.two] });
  for (const attempt of [
    () => run(listActivity, world.as(limited), { issue: "ONE-1" }),
    () => run(getDiscussion, world.as(limited), { on: "ONE-1" }),
  ])
    expect(await refusal(attempt())).toMatchObject({ code: "not_found" });
});

test("without a number the newest are told, in order; a session and a request narrow them", async () => {
  const first = await changes({ since: 0, limit: 200 });
  const newest = await changes({ limit: 2 });
  expect(newest.items.map(({ number }) => number)).toEqual(first.items.slice(-2).map(({ number }) => number));
  expect(newest).toMatchObject({ last: first.last, more: false });
  const ctx = world.as(withKey(world.owner, { session: "s-77" }));
  await run(createProject, ctx, { name: "By a session", key: "SES" });
  for (const asked of [{ session: "s-77" }, { session: "s-77", since: 0 }, { request: ctx.requestId }])
    expect((await changes(asked)).items.map(({ session, requestId }) => [session, requestId])).toEqual([
      ["s-77", ctx.requestId],
    ]);
});

test("what a key wrote is told by key and session, newest first page by page", async () => {
  const agent = await agentOf(world, world.owner, "window");
  const other = await agentOf(world, world.member, "window");
  await file("ONE", { title: "Alpha" }, agent);
  await file("ONE", { title: "Beta" }, { ...agent, session: null });
  await file("ONE", { title: "Gamma" }, other);
  await file("TWO", { title: "Delta" }, agent);
  const told = async (input: object, actor = world.owner) =>
    (await changes({ key: agent.key?.id, ...input }, actor)).items.map(({ changes: [one] }) => one?.key);
  expect(await told({})).toEqual(["ONE-1", "ONE-2", "TWO-1"]);
  expect(await told({ session: "window" })).toEqual(["ONE-1", "TWO-1"]);
  expect(await told({ session: "none" })).toEqual(["ONE-2"]);
  const { items } = await changes({ key: agent.key?.id, limit: 1 });
  expect(await told({ before: items[0]?.number, limit: 1 })).toEqual(["ONE-2"]);
  expect(await told({}, { ...agent, projectIds: [projects.two] })).toEqual(["TWO-1"]);
  const stranger = withKey(world.owner, { projectIds: [projects.two] });
  expect(await refusal(told({}, stranger))).toMatchObject({ code: "not_found" });
});
