import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { listActivity } from "#lib/domain/events/list-activity";
import { createIssue } from "#lib/domain/issues/create-issue";
import { linkIssues } from "#lib/domain/issues/link-issues";
import { requireIssue } from "#lib/domain/issues/queries";
import { createProject } from "#lib/domain/projects/create-project";
import { countStatements } from "#lib/testing/count-statements";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { importIssues } from "./import-issues.ts";
import { importLinks } from "./import-links.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Shop", key: "SHOP" });
  await importAll(["SHOP-1", "SHOP-2", "SHOP-3", "SHOP-1.1"]);
});
afterEach(() => world.close());

const target = { project: "SHOP", source: "backlog-md" };

function importAll(ids: readonly string[]) {
  const items = ids.map((id) => ({
    id,
    number: /-\d+$/.test(id) ? Number(id.split("-")[1]) : null,
    title: id,
    description: "",
    type: "task" as const,
    status: "ready" as const,
    resolution: null,
    priority: "none" as const,
    labels: [],
    assignees: [],
    creator: null,
    criteria: [],
    comments: [],
    dueDate: null,
    archived: false,
    place: null,
    createdAt: null,
    updatedAt: null,
    completedAt: null,
  }));
  return run(importIssues, world.as(), { ...target, items });
}

const link = (...items: { id: string; parent: string | null; blockedBy: string[] }[]) =>
  run(importLinks, world.as(), { ...target, items });

test("parents and blockers are set by old ids, and dates stay as they were", async () => {
  const before = await requireIssue(world.as(), "SHOP-1.1");
  expect(await link({ id: "SHOP-1.1", parent: "SHOP-1", blockedBy: ["SHOP-2", "SHOP-3"] })).toEqual({
    parents: 1,
    blockers: 2,
    missing: [],
    refusedBlockers: [],
    refusedParents: [],
  });
  const issue = await requireIssue(world.as(), "SHOP-1.1");
  expect(issue).toMatchObject({ parent: "SHOP-1", blocked: true, updatedAt: before.updatedAt });
  expect(issue.links.map(({ kind, issue: other }) => `${kind} ${other.key}`).sort()).toEqual([
    "blocked_by SHOP-2",
    "blocked_by SHOP-3",
  ]);
});

test("what is there already is left alone, without an event", async () => {
  const item = { id: "SHOP-1.1", parent: "SHOP-1", blockedBy: ["SHOP-2"] };
  await link(item);
  const events = await world.as().db.event.count();
  expect(await link(item)).toMatchObject({ parents: 0, blockers: 0, refusedBlockers: [], refusedParents: [] });
  expect(await world.as().db.event.count()).toBe(events);
});

test("a parent that people chose here is kept", async () => {
  await link({ id: "SHOP-3", parent: "SHOP-2", blockedBy: [] });
  await link({ id: "SHOP-3", parent: "SHOP-1", blockedBy: [] });
  expect((await requireIssue(world.as(), "SHOP-3")).parent).toBe("SHOP-2");
});

test("a circle is refused by name and the rest is written, also when an earlier call made half of it", async () => {
  await link({ id: "SHOP-2", parent: "SHOP-1", blockedBy: ["SHOP-1"] });
  const answer = await link(
    { id: "SHOP-1", parent: "SHOP-2", blockedBy: ["SHOP-3"] },
    { id: "SHOP-3", parent: null, blockedBy: ["SHOP-2", "SHOP-3"] },
  );
  expect(answer).toMatchObject({
    parents: 0,
    blockers: 1,
    refusedParents: [{ from: "SHOP-1", to: "SHOP-2", cycle: ["SHOP-1", "SHOP-2", "SHOP-1"] }],
    refusedBlockers: [
      { from: "SHOP-2", to: "SHOP-3", cycle: ["SHOP-2", "SHOP-3", "SHOP-1", "SHOP-2"] },
      { from: "SHOP-3", to: "SHOP-3", cycle: ["SHOP-3", "SHOP-3"] },
    ],
  });
});

test("issues that were never imported are named", async () => {
  expect(await link({ id: "SHOP-1", parent: "SHOP-9", blockedBy: ["SHOP-2", "SHOP-8"] })).toMatchObject({
    blockers: 1,
    missing: [
      { id: "SHOP-1", other: "SHOP-9" },
      { id: "SHOP-1", other: "SHOP-8" },
    ],
  });
});

test("a read-only key may not link", async () => {
  const reader = world.as(withKey(world.owner, { scope: "read" }));
  const items = [{ id: "SHOP-1", parent: null, blockedBy: [] }];
  await expect(run(importLinks, reader, { ...target, items })).rejects.toMatchObject({ code: "forbidden" });
});

test("each end of each link shows its own event", async () => {
  await link(
    { id: "SHOP-1.1", parent: "SHOP-1", blockedBy: ["SHOP-2"] },
    { id: "SHOP-3", parent: "SHOP-2", blockedBy: [] },
  );
  const linked = async (issue: string) => {
    const { items } = await run(listActivity, world.as(), { issue });
    const own = items.filter((event) => event.operation === "imports.links");
    return own.flatMap((event) => event.changes.map(({ key, fields }) => `${key} ${Object.keys(fields)}`)).sort();
  };
  expect(await linked("SHOP-1")).toEqual(["SHOP-4 parent"]);
  expect(await linked("SHOP-2")).toEqual(["SHOP-3 parent", "SHOP-4 blockedBy"]);
  expect(await linked("SHOP-4")).toEqual(["SHOP-4 blockedBy", "SHOP-4 parent"]);
});

test("a way round through a project out of reach does not say its keys", async () => {
  await run(createProject, world.as(), { name: "Secret", key: "SECRET" });
  await run(createIssue, world.as(), { project: "SECRET", title: "Hidden", blockedBy: ["SHOP-1"] });
  await run(linkIssues, world.as(), { issue: "SHOP-2", kind: "blocked_by", other: "SECRET-1" });
  const { id } = await world.as().db.project.findUniqueOrThrow({ where: { key: "SHOP" } });
  const answer = await run(importLinks, world.as(withKey(world.owner, { projectIds: [id] })), {
    ...target,
    items: [{ id: "SHOP-1", parent: null, blockedBy: ["SHOP-2"] }],
  });
  expect(answer.refusedBlockers).toEqual([
    { from: "SHOP-2", to: "SHOP-1", cycle: ["SHOP-2", "SHOP-1", "an issue out of reach", "SHOP-2"] },
  ]);
});

test("two imports at once cannot close a circle between them", async () => {
  const answers = await Promise.all([
    link({ id: "SHOP-1", parent: "SHOP-2", blockedBy: ["SHOP-2"] }),
    link({ id: "SHOP-2", parent: "SHOP-1", blockedBy: ["SHOP-1"] }),
  ]);
  expect(answers.map(({ parents, blockers }) => parents + blockers).sort()).toEqual([0, 2]);
});

test("a hundred issues with parents, blockers and circles cost at most 8 statements", async () => {
  const ids = Array.from({ length: 100 }, (_, place) => `SHOP-${place + 11}`);
  await importAll(ids);
  const chain = ids.map((id, place) => ({ id, parent: ids[place - 1] ?? null, blockedBy: ids.slice(0, place) }));
  const closing = { id: "SHOP-11", parent: "SHOP-50", blockedBy: ["SHOP-110"] };
  const items = [...chain.slice(1), closing];
  let answer: unknown;
  const statements = await countStatements(world, async () => {
    answer = await link(...items);
  });
  expect(statements).toBeLessThanOrEqual(8);
  expect(answer).toMatchObject({
    parents: 99,
    blockers: 4950,
    refusedParents: [{ from: "SHOP-11", to: "SHOP-50" }],
    refusedBlockers: [{ from: "SHOP-110", to: "SHOP-11" }],
  });
  const events = await world.as().db.event.count();
  expect(await countStatements(world, () => link(...items))).toBeLessThanOrEqual(8);
  expect(await world.as().db.event.count()).toBe(events);
});
