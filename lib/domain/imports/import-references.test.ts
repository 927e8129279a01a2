import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { requireIssue } from "#lib/domain/issues/queries";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { getMilestone } from "#lib/domain/milestones/get-milestone";
import { createProject } from "#lib/domain/projects/create-project";
import { countStatements } from "#lib/testing/count-statements";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { importIssues } from "./import-issues.ts";
import { importMilestones } from "./import-milestones.ts";
import { importReferences } from "./import-references.ts";
import { importSchedule } from "./import-schedule.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Shop", key: "SHOP" });
});
afterEach(() => world.close());

const target = { project: "SHOP", source: "backlog-md" };
const issue = (id: string, description: string, comments: string[] = []) => ({
  id,
  number: null,
  title: `Task ${id}`,
  description,
  type: "task" as const,
  status: "ready" as const,
  resolution: null,
  priority: "none" as const,
  labels: [],
  assignees: [],
  creator: null,
  criteria: [],
  comments: comments.map((body) => ({ body, author: null, createdAt: "2026-01-06T00:00:00Z" })),
  dueDate: null,
  archived: false,
  place: null,
  createdAt: null,
  updatedAt: null,
  completedAt: null,
});
const milestone = (id: string, description = "") => ({
  id,
  number: null,
  title: `Milestone ${id}`,
  description,
  status: "planned" as const,
  startDate: null,
  dueDate: null,
  completedAt: null,
  archived: false,
  createdAt: null,
  updatedAt: null,
});
const bring = (...items: ReturnType<typeof issue>[]) => run(importIssues, world.as(), { ...target, items });
const refer = (kind: "issue" | "milestone", ...ids: string[]) =>
  run(importReferences, world.as(), { ...target, kind, ids });
const kept = async () => {
  const rows = await world.as().db.reference.findMany();
  return rows.map(({ fromKind, toKind }) => `${fromKind} → ${toKind}`).sort();
};

test("what texts and comments name by key is linked, once all of it is there, and nobody is notified", async () => {
  await bring(
    issue("TASK-1", "After SHOP-2, by @ben. Not `SHOP-2`.", ["See TASK-2 and SHOP-MS1, nobody and SHOP-99"]),
    issue("TASK-2", "Alone: SHOP-2"),
  );
  await run(importMilestones, world.as(), { ...target, items: [milestone("m-1", "Ends with shop-1")] });
  expect(await kept()).toEqual([]);
  expect(await refer("issue", "TASK-1", "TASK-2", "TASK-9")).toEqual({ made: 4 });
  expect(await refer("milestone", "m-1")).toEqual({ made: 1 });
  const links = ["comment → issue", "comment → milestone", "issue → issue", "issue → user", "milestone → issue"];
  expect(await kept()).toEqual(links);
  expect(await world.as().db.inboxItem.count()).toBe(0);
  await run(updateIssue, world.as(), { issue: "SHOP-1", description: "Still by @ben, and @ada" });
  expect((await world.as().db.inboxItem.findMany()).map(({ userId }) => userId)).not.toContain(world.member.user.id);
});

test("a second time makes nothing and writes no event", async () => {
  await bring(issue("TASK-1", "After SHOP-2"), issue("TASK-2", ""));
  await refer("issue", "TASK-1", "TASK-2");
  const events = await world.as().db.event.count();
  expect(await refer("issue", "TASK-1", "TASK-2")).toEqual({ made: 0 });
  expect(await kept()).toEqual(["issue → issue"]);
  expect(await world.as().db.event.count()).toBe(events);
});

test("a limited key links only what it may see", async () => {
  await run(createProject, world.as(), { name: "Old", key: "OLD" });
  await run(createIssue, world.as(), { project: "OLD", title: "Hidden" });
  await bring(issue("TASK-1", "After OLD-1"));
  const { id } = await world.as().db.project.findFirstOrThrow({ where: { key: "SHOP" } });
  const limited = world.as(withKey(world.owner, { projectIds: [id] }));
  expect(await run(importReferences, limited, { ...target, kind: "issue", ids: ["TASK-1"] })).toEqual({ made: 0 });
  const elsewhere = world.as(withKey(world.owner, { projectIds: [] }));
  const calls = [
    (ctx: typeof limited) => run(importReferences, ctx, { ...target, kind: "issue", ids: ["TASK-1"] }),
    (ctx: typeof limited) => run(importSchedule, ctx, { ...target, items: [{ id: "TASK-1", milestone: "m-1" }] }),
  ];
  for (const call of calls) {
    await expect(call(elsewhere)).rejects.toMatchObject({ code: "not_found" });
    await expect(call(world.as(withKey(world.owner, { scope: "read" })))).rejects.toMatchObject({ code: "forbidden" });
  }
});

test("issues get their milestones, each with its event; what people chose stays", async () => {
  await bring(issue("TASK-1", ""), issue("TASK-2", ""), issue("TASK-3", ""));
  await run(importMilestones, world.as(), { ...target, items: [milestone("m-1"), milestone("m-2")] });
  await run(updateIssue, world.as(), { issue: "SHOP-2", milestone: "SHOP-MS2" });
  const before = await requireIssue(world.as(), "SHOP-1");
  const items = [
    { id: "TASK-1", milestone: "m-1" },
    { id: "TASK-2", milestone: "m-1" },
    { id: "TASK-9", milestone: "m-1" },
    { id: "TASK-3", milestone: "m-9" },
  ];
  expect(await run(importSchedule, world.as(), { ...target, items })).toEqual({
    scheduled: 1,
    missing: [
      { id: "TASK-9", other: "TASK-9" },
      { id: "TASK-3", other: "M-9" },
    ],
  });
  const after = await requireIssue(world.as(), "SHOP-1");
  expect(after).toMatchObject({ milestone: { key: "SHOP-MS1" }, updatedAt: before.updatedAt });
  expect((await requireIssue(world.as(), "SHOP-2")).milestone).toMatchObject({ key: "SHOP-MS2" });
  expect(await run(getMilestone, world.as(), { milestone: "SHOP-MS1" })).toMatchObject({ progress: { open: 1 } });
  const last = await world.as().db.event.findFirstOrThrow({ orderBy: { number: "desc" } });
  expect(last).toMatchObject({ operation: "imports.schedule", subjectId: after.id });
  expect(JSON.stringify(last.changes)).toContain('"milestone":[null,"SHOP-MS1"]');
  const events = await world.as().db.event.count();
  expect(await run(importSchedule, world.as(), { ...target, items })).toMatchObject({ scheduled: 0 });
  expect(await world.as().db.event.count()).toBe(events);
});

test("a hundred issues are scheduled and linked in at most 8 statements", async () => {
  const ids = Array.from({ length: 100 }, (_, place) => `TASK-${place}`);
  await bring(...ids.map((id, place) => issue(id, `After SHOP-${place + 2} and @ben`, [`See SHOP-${place + 3}`])));
  await run(importMilestones, world.as(), { ...target, items: [milestone("m-1")] });
  const items = ids.map((id) => ({ id, milestone: "m-1" }));
  const call = () => run(importSchedule, world.as(), { ...target, items });
  expect(await countStatements(world, call)).toBeLessThanOrEqual(8);
  expect(await countStatements(world, call)).toBeLessThanOrEqual(8);
  expect(await countStatements(world, () => refer("issue", ...ids))).toBeLessThanOrEqual(8);
  expect(await world.as().db.reference.count()).toBe(297);
});
