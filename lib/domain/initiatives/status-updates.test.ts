import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createProject } from "#lib/domain/projects/create-project";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { binStatusUpdate } from "./bin-status-update.ts";
import { createInitiative } from "./create-initiative.ts";
import { editStatusUpdate } from "./edit-status-update.ts";
import { getInitiative } from "./get-initiative.ts";
import { listStatusUpdates } from "./list-status-updates.ts";
import { postStatusUpdate } from "./post-status-update.ts";
import { restoreStatusUpdate } from "./restore-status-update.ts";
import { binInitiative } from "./shelf.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo" });
  await run(createInitiative, world.as(), { title: "Open the beta", projects: ["TUR"] });
});
afterEach(() => world.close());

const post = (health: string, body: string, actor = world.owner) =>
  run(postStatusUpdate, world.as(actor), { initiative: "I-1", health, body });
const bodies = async (shelf = "live") =>
  (await run(listStatusUpdates, world.as(), { initiative: "I-1", shelf })).items.map(({ body }) => body);
const health = async () => (await run(getInitiative, world.as(), { initiative: "I-1" })).health;

test("an update sets the initiative's health, stands first in its history and on its page", async () => {
  await post("on_track", "All is well");
  const posted = await post("at_risk", "The hall is late", withKey(world.member));
  expect(posted).toMatchObject({ author: { handle: "ben" }, via: { client: "test", session: "s-1" }, version: 1 });
  expect([await bodies(), await health()]).toEqual([["The hall is late", "All is well"], "at_risk"]);
  const { latestUpdate } = await run(getInitiative, world.as(), { initiative: "I-1" });
  expect(latestUpdate).toEqual(posted);
  const { changes } = await world.database.reader.event.findFirstOrThrow({ orderBy: { number: "desc" } });
  expect(changes).toMatchObject([
    { kind: "status_update", fields: { created: [false, true], health: [null, "at_risk"] } },
    { kind: "initiative", fields: { health: ["on_track", "at_risk"] } },
  ]);
});

test("editing the latest update changes the health with it, editing an older one does not", async () => {
  const first = await post("on_track", "One");
  const second = await post("at_risk", "Two");
  await run(editStatusUpdate, world.as(), { update: second.id, health: "off_track" });
  expect(await health()).toBe("off_track");
  expect(await run(editStatusUpdate, world.as(), { update: first.id, body: "One, in better words" })).toMatchObject({
    health: "on_track",
    version: 2,
  });
  expect([await health(), await bodies()]).toEqual(["off_track", ["Two", "One, in better words"]]);
});

test("a binned update leaves the history and comes back; the health stays as it was told", async () => {
  await post("on_track", "One");
  const second = await post("off_track", "Two");
  await run(binStatusUpdate, world.as(), { update: second.id });
  expect([await bodies(), await bodies("binned"), await health()]).toEqual([["One"], ["Two"], "off_track"]);
  expect((await refusal(run(editStatusUpdate, world.as(), { update: second.id, body: "x" }))).message).toContain("bin");
  await run(restoreStatusUpdate, world.as(), { update: second.id });
  expect(await bodies()).toEqual(["Two", "One"]);
});

test("only the author and the owner may change one; read-only keys and strangers may not", async () => {
  const posted = await post("on_track", "Mine");
  const edit = { update: posted.id, body: "x" };
  expect((await refusal(run(editStatusUpdate, world.as(world.member), edit))).code).toBe("forbidden");
  expect((await refusal(post("on_track", "x", withKey(world.owner, { scope: "read" })))).code).toBe("forbidden");
  const stranger = withKey(world.owner, { projectIds: [] });
  expect((await refusal(post("on_track", "x", stranger))).code).toBe("not_found");
  expect((await refusal(run(binStatusUpdate, world.as(stranger), { update: posted.id }))).code).toBe("not_found");
  expect((await refusal(run(editStatusUpdate, world.as(), { ...edit, version: 9 }))).code).toBe("conflict");
  await run(binInitiative, world.as(), { initiative: "I-1" });
  expect((await refusal(post("on_track", "x"))).message).toContain("in the bin");
  expect((await refusal(run(editStatusUpdate, world.as(), edit))).message).toContain("I-1 is in the bin");
});

test("an update says something", async () => {
  expect((await refusal(post("on_track", "  "))).fields[0]?.path).toBe("body");
  expect((await refusal(post("fine", "x"))).fields[0]?.allowed).toEqual(["on_track", "at_risk", "off_track"]);
});
