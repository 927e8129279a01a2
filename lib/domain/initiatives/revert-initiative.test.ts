import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createMilestone } from "#lib/domain/milestones/create-milestone";
import { updateMilestone } from "#lib/domain/milestones/update-milestone";
import { createProject } from "#lib/domain/projects/create-project";
import { revertEvent } from "#lib/domain/undo/revert-event";
import { refusal } from "#lib/testing/refusal";
import { searchContents } from "#lib/testing/search-contents";
import { rowHashes, tableContents } from "#lib/testing/table-contents";
import { makeWorld, type World } from "#lib/testing/world";
import { createInitiative } from "./create-initiative.ts";
import { editStatusUpdate } from "./edit-status-update.ts";
import { getInitiative } from "./get-initiative.ts";
import { listStatusUpdates } from "./list-status-updates.ts";
import { postStatusUpdate } from "./post-status-update.ts";
import { binInitiative } from "./shelf.ts";
import { updateInitiative } from "./update-initiative.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo" });
  await run(createProject, world.as(), { name: "Docs", key: "DOX" });
  await run(createInitiative, world.as(), { title: "Open the beta", projects: ["TUR"], owner: "ada" });
  await run(createMilestone, world.as(), { title: "Beta opens", project: "TUR" });
});
afterEach(() => world.close());

const undoLast = async () => {
  const { number } = await world.database.reader.event.findFirstOrThrow({ orderBy: { number: "desc" } });
  return run(revertEvent, world.as(), { event: number });
};
const initiative = (changes: object) => () => run(updateInitiative, world.as(), { initiative: "I-1", ...changes });
const milestone = (changes: object) => () => run(updateMilestone, world.as(), { milestone: "TUR-MS1", ...changes });

test.each<[string, () => Promise<unknown>]>([
  ["title and long description", initiative({ title: "New", description: `${"Long ".repeat(200)} TUR-MS1` })],
  [
    "owner, health and dates",
    initiative({ owner: null, health: "at_risk", startDate: "2026-01-01", targetDate: "2026-02-01" }),
  ],
  ["projects", initiative({ projects: ["DOX"] })],
  ["status", initiative({ status: "completed" })],
  ["its place", () => run(binInitiative, world.as(), { initiative: "I-1" })],
  [
    "a milestone's fields",
    milestone({ title: "New", description: "See I-1", status: "completed", dueDate: "2026-02-01" }),
  ],
])("a change of %s is undone and leaves every row and the search as they were", async (_, change) => {
  const before = [rowHashes(await tableContents(world)), await searchContents(world)];
  await change();
  expect(rowHashes(await tableContents(world))).not.toEqual(before[0]);
  await undoLast();
  expect([rowHashes(await tableContents(world)), await searchContents(world)]).toEqual(before);
});

test("what was made goes to the bin, and an undone status update takes the health it brought along", async () => {
  const { id } = await run(postStatusUpdate, world.as(), { initiative: "I-1", health: "on_track", body: "Fine" });
  await run(editStatusUpdate, world.as(), { update: id, body: "Better", health: "at_risk" });
  await undoLast();
  const read = () => run(getInitiative, world.as(), { initiative: "I-1" });
  expect(await read()).toMatchObject({ health: "on_track", latestUpdate: { body: "Fine", health: "on_track" } });
  await run(postStatusUpdate, world.as(), { initiative: "I-1", health: "off_track", body: "Oh" });
  await undoLast();
  expect((await read()).health).toBe("on_track");
  expect((await run(listStatusUpdates, world.as(), { initiative: "I-1", shelf: "binned" })).total).toBeUndefined();
});

test("a project whose issues joined meanwhile stays, and is named", async () => {
  await initiative({ addProjects: ["DOX"] })();
  const { number } = await world.database.reader.event.findFirstOrThrow({ orderBy: { number: "desc" } });
  await run(createIssue, world.as(), { project: "DOX", title: "Joined", initiative: "I-1" });
  const refused = await refusal(run(revertEvent, world.as(), { event: number }));
  expect(refused.message).toBe("I-1: issues of DOX belong to it.");
});
