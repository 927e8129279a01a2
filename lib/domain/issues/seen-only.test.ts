import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "#lib/core/actor";
import { run } from "#lib/core/operation";
import { listActivity } from "#lib/domain/events/list-activity";
import { listChanges } from "#lib/domain/events/list-changes";
import { createProject } from "#lib/domain/projects/create-project";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { createIssue } from "./create-issue.ts";
import { getIssue } from "./get-issue.ts";
import { linkIssues } from "./link-issues.ts";
import { listIssues } from "./list-issues.ts";
import { moveIssue } from "./move-issue.ts";
import { updateIssue } from "./update-issue.ts";

let world: World;
let limited: Actor;
beforeEach(async () => {
  world = await makeWorld();
  const seen = await run(createProject, world.as(), { name: "Open plan", key: "OPEN" });
  await run(createProject, world.as(), { name: "Hidden plan", key: "HID" });
  limited = withKey(world.owner, { projectIds: [seen.id] });
  // HID-1 is above OPEN-1, HID-2 below it; HID-3 blocks it.
  await file("HID", "Secret parent");
  await file("OPEN", "In sight", { parent: "HID-1" });
  await file("HID", "Secret child", { parent: "OPEN-1" });
  await file("HID", "Secret blocker");
  await run(linkIssues, world.as(), { issue: "OPEN-1", kind: "blocked_by", other: "HID-3" });
});
afterEach(() => world.close());

const file = (project: string, title: string, more: object = {}) =>
  run(createIssue, world.as(), { project, title, ...more });

test("an issue shows a limited key nothing of the issues of other projects that it is linked to", async () => {
  const issue = await run(getIssue, world.as(limited), { issue: "OPEN-1" });
  expect(issue).toMatchObject({ parent: null, parentIssue: null, childIssues: [], links: [], blocked: true });
  const { items } = await run(listIssues, world.as(limited), {});
  expect(items[0]).toMatchObject({ key: "OPEN-1", parent: null, children: { done: 0, total: 0 } });
  const all = await run(getIssue, world.as(), { issue: "OPEN-1" });
  expect(all).toMatchObject({ parent: "HID-1", childIssues: [{ key: "HID-2" }], links: [{ issue: { key: "HID-3" } }] });
});

test("changes and activity name no issue of other projects to a limited key", async () => {
  await run(updateIssue, world.as(), { issue: "OPEN-1", parent: null });
  const { items } = await run(listChanges, world.as(limited), { limit: 200 });
  const activity = await run(listActivity, world.as(limited), { issue: "OPEN-1" });
  expect(JSON.stringify([items, activity.items])).not.toMatch(/HID|Secret/);
  expect(items.map((event) => event.operation)).toEqual(["projects.create", "issues.create"]);
  const whole = await run(listActivity, world.as(), { issue: "OPEN-1" });
  expect(JSON.stringify(whole.items)).toContain("HID-3");
});

test("a change by a limited key leaves a parent that it cannot see", async () => {
  await run(updateIssue, world.as(limited), { issue: "OPEN-1", title: "Renamed" });
  await run(updateIssue, world.as(limited), { issue: "OPEN-1", parent: null, estimate: 3 });
  expect(await run(getIssue, world.as(), { issue: "OPEN-1" })).toMatchObject({ parent: "HID-1", title: "Renamed" });
});

test("refusals name no issue of other projects to a limited key", async () => {
  await file("OPEN", "Another");
  await run(updateIssue, world.as(), { issue: "HID-1", parent: "OPEN-2" });
  await run(linkIssues, world.as(), { issue: "OPEN-2", kind: "blocks", other: "HID-3" });
  const tries = [
    run(updateIssue, world.as(limited), { issue: "OPEN-2", parent: "OPEN-1" }),
    run(linkIssues, world.as(limited), { issue: "OPEN-1", kind: "blocks", other: "OPEN-2" }),
    run(updateIssue, world.as(limited), { issue: "OPEN-1", status: "done" }),
  ];
  for (const attempt of await Promise.all(tries.map((one) => refusal(one)))) {
    expect(attempt.code).toBe("refused");
    expect(attempt.message).not.toMatch(/HID/);
  }
});

test("an issue that came from elsewhere tells a limited key neither its old key nor where it was", async () => {
  await run(moveIssue, world.as(), { issue: "HID-3", project: "OPEN" });
  const issue = await run(getIssue, world.as(limited), { issue: "OPEN-2" });
  const activity = await run(listActivity, world.as(limited), { issue: "OPEN-2" });
  const { items } = await run(listChanges, world.as(limited), { limit: 200 });
  expect(items.at(-1)).toMatchObject({ operation: "issues.move", changes: [{ fields: { key: [null, "OPEN-2"] } }] });
  expect(JSON.stringify([issue, activity, items])).not.toMatch(/HID/);
  expect((await run(getIssue, world.as(), { issue: "OPEN-2" })).aliases).toEqual(["HID-3"]);
});
