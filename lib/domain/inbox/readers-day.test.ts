import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "#lib/core/actor";
import { addDays } from "#lib/core/calendar";
import { run } from "#lib/core/operation";
import { createInitiative } from "#lib/domain/initiatives/create-initiative";
import { listInitiatives } from "#lib/domain/initiatives/list-initiatives";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createMilestone } from "#lib/domain/milestones/create-milestone";
import { getMilestone } from "#lib/domain/milestones/get-milestone";
import { createProject } from "#lib/domain/projects/create-project";
import { getProject } from "#lib/domain/projects/get-project";
import { listProjects } from "#lib/domain/projects/list-projects";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { countInbox } from "./count-inbox.ts";
import { listInbox } from "./list-inbox.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
});
afterEach(() => world.close());

/** So far apart that their dates always differ. */
const west = (): Actor => ({ ...world.owner, timeZone: "Etc/GMT+12" });
const east = (): Actor => ({ ...world.owner, timeZone: "Pacific/Kiritimati" });

test("what is due today where the reader is is not overdue there, and overdue where tomorrow has begun", async () => {
  const { today } = world.as(west());
  await run(createIssue, world.as(), { project: "TUR", title: "Today", dueDate: today });
  await run(createMilestone, world.as(), { project: "TUR", title: "Beta", dueDate: today });
  await run(createInitiative, world.as(), { title: "Reach", targetDate: today });
  const seen = async (actor: Actor) => [
    (await run(getProject, world.as(actor), { project: "TUR" })).overdue,
    (await run(listProjects, world.as(actor), { counts: true })).items[0]?.overdue,
    (await run(getMilestone, world.as(actor), { milestone: "TUR-MS1" })).late,
    (await run(listInitiatives, world.as(actor), {})).items[0]?.late,
  ];
  expect(await seen(west())).toEqual([0, 0, false, false]);
  expect(await seen(east())).toEqual([1, 1, true, true]);
});

test("what is due in three days comes into the inbox by the reader's day", async () => {
  const dueDate = addDays(world.as(east()).today, 3);
  await run(createIssue, world.as(), { project: "TUR", title: "Soon", dueDate, assignee: "me" });
  const due = async (actor: Actor) => [
    (await run(listInbox, world.as(actor), {})).items.map(({ on }) => on.title),
    (await run(countInbox, world.as(actor), {})).unread,
  ];
  expect(await due(west())).toEqual([[], 0]);
  expect(await due(east())).toEqual([["Soon"], 1]);
});

test("agents, who have no day of their own, go by the server's", () => {
  expect(world.as(withKey(world.owner)).timeZone).toBe("UTC");
});
