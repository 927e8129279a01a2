import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "#lib/core/actor";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { acceptDecision } from "#lib/domain/decisions/accept-decision";
import { createDecision } from "#lib/domain/decisions/create-decision";
import { getDecision } from "#lib/domain/decisions/get-decision";
import { supersedeDecision } from "#lib/domain/decisions/supersede-decision";
import { updateDecision } from "#lib/domain/decisions/update-decision";
import { listActivity } from "#lib/domain/events/list-activity";
import { createInitiative } from "#lib/domain/initiatives/create-initiative";
import { editStatusUpdate } from "#lib/domain/initiatives/edit-status-update";
import { getInitiative } from "#lib/domain/initiatives/get-initiative";
import { postStatusUpdate } from "#lib/domain/initiatives/post-status-update";
import { updateInitiative } from "#lib/domain/initiatives/update-initiative";
import { createIssue } from "#lib/domain/issues/create-issue";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { BATCH } from "#lib/domain/operations";
import { createProject } from "#lib/domain/projects/create-project";
import { binProject } from "#lib/domain/projects/shelf";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { revertEvent } from "./revert-event.ts";
import { undoEvents } from "./undo-events.ts";

let world: World;
let limited: Actor;
beforeEach(async () => {
  world = await makeWorld();
  const { id } = await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  await run(createProject, world.as(), { name: "Elsewhere", key: "OTH" });
  for (const project of ["TUR", "OTH"]) await run(createIssue, world.as(), { project, title: project });
  await run(createInitiative, world.as(), { title: "Both", projects: ["TUR", "OTH"] });
  await run(createInitiative, world.as(), { title: "Not mine", projects: ["OTH"] });
  limited = withKey(world.owner, { kind: "script", projectIds: [id] });
});
afterEach(() => world.close());

async function lastEvent(): Promise<number> {
  return (await world.database.reader.event.findFirstOrThrow({ orderBy: { number: "desc" } })).number;
}

const governed = async () => {
  const { governs } = await run(getDecision, world.as(), { decision: "TUR-DEC1" });
  return [...governs.issues, ...governs.initiatives].map(({ key }) => key);
};

test("what an undo answers, and activity, name nothing that lies elsewhere, and it stays governed", async () => {
  await run(createDecision, world.as(), { project: "TUR", title: "Use one", governs: { issues: ["TUR-1"] } });
  await run(updateDecision, world.as(), {
    decision: "TUR-DEC1",
    addGoverns: { issues: ["OTH-1"], initiatives: ["I-2"], paths: ["src/**"] },
  });
  const activity = await run(listActivity, world.as(limited), { on: "TUR-DEC1" });
  expect(JSON.stringify(activity)).not.toMatch(/OTH|I-2/);
  const undone = await run(revertEvent, world.as(limited), { event: await lastEvent() });
  expect(undone.restored).toMatchObject([{ key: "TUR-DEC1", fields: { governsPaths: [["src/**"], []] } }]);
  expect(JSON.stringify(undone)).not.toMatch(/OTH|I-2/);
  expect(await governed()).toEqual(["OTH-1", "TUR-1", "I-2"]);
});

test("a session undone by a limited key leaves alone what spans other projects, and does not name it", async () => {
  const wide = withKey(world.owner, { kind: "script", session: "wide" });
  await run(updateInitiative, world.as(wide), { initiative: "I-2", title: "Renamed" });
  await run(updateIssue, world.as(wide), { issue: "TUR-1", title: "Renamed" });
  await run(updateInitiative, world.as(wide), { initiative: "I-1", removeProjects: ["OTH"] });
  const undone = await run(undoEvents, world.as(limited), { session: "wide" });
  expect(undone.restored.map(({ key }) => key)).toEqual(["TUR-1"]);
  expect(JSON.stringify(undone)).not.toMatch(/OTH|I-2/);
  expect((await run(getInitiative, world.as(), { initiative: "I-1" })).projects).toEqual(["TUR"]);
});

test("a status update is put back and changed only by its author, with a key that sees all that it is about", async () => {
  const update = await run(postStatusUpdate, world.as(), { initiative: "I-1", health: "on_track", body: "First" });
  expect(
    await refusal(run(editStatusUpdate, world.as(limited), { update: update.id, health: "at_risk" })),
  ).toMatchObject({ code: "forbidden" });
  await run(editStatusUpdate, world.as(), { update: update.id, body: "Second" });
  const event = await lastEvent();
  expect(await refusal(run(revertEvent, world.as(world.member), { event }))).toMatchObject({ code: "refused" });
  expect((await run(revertEvent, world.as(), { event })).count).toBe(1);
});

const holds = { outcome: "Yes", accept: true };
const statuses = async (...keys: string[]) =>
  Promise.all(keys.map(async (decision) => (await run(getDecision, world.as(), { decision })).status));
const BEYOND = 'beyond the projects of the key "test key". Use a key without that limit to undo it.';

test("an acceptance that superseded a decision elsewhere is undone as one act or not at all", async () => {
  await run(createDecision, world.as(), { ...holds, project: "OTH", title: "Secret" });
  await run(createDecision, world.as(), { ...holds, project: "TUR", title: "Old" });
  const outcome = { outcome: "New", options: ["A", "B"] };
  const supersedes = ["OTH-DEC1", "TUR-DEC1"];
  await run(createDecision, world.as(), { project: "TUR", title: "New", ...outcome, supersedes });
  const wide = withKey(world.owner, { kind: "script", session: "wide" });
  const keys = ["TUR-DEC2", "TUR-DEC1", "OTH-DEC1"];
  const after = ["accepted", "superseded", "superseded"];
  await run(acceptDecision, world.as(wide), { decision: "TUR-DEC2", option: "B" });
  await run(updateIssue, world.as(wide), { issue: "TUR-1", title: "Renamed" });
  const event = (await lastEvent()) - 1;

  const refused = await refusal(run(revertEvent, world.as(limited), { event }));
  expect(refused.code).toBe("refused");
  expect(refused.message).toContain(`TUR-DEC2 takes the place of others, ${BEYOND}`);
  const undone = await run(undoEvents, world.as(limited), { session: "wide" });
  expect(undone.restored.map(({ key }) => key)).toEqual(["TUR-1"]);
  expect(undone.kept.map(({ key, why }) => `${key}: ${why}`)).toEqual([
    `TUR-DEC2: TUR-DEC2 takes the place of others, ${BEYOND}`,
    "TUR-DEC1: TUR-DEC1 stays superseded, because TUR-DEC2 stays accepted.",
  ]);
  expect(JSON.stringify([refused.message, undone])).not.toMatch(/OTH|Secret/);
  expect(await statuses(...keys)).toEqual(after);
  expect((await run(getDecision, world.as(), { decision: "TUR-DEC2" })).options[1]?.chosen).toBe(true);

  const whole = await run(revertEvent, world.as(), { event });
  expect(await statuses(...keys)).toEqual(["proposed", "accepted", "accepted"]);
  const again = await run(undoEvents, world.as(limited), { request: whole.request });
  expect([again.count, again.keptCount]).toEqual([0, 2]);
  expect(JSON.stringify(again)).not.toMatch(/OTH|Secret/);
  expect(await statuses(...keys)).toEqual(["proposed", "accepted", "accepted"]);
  await run(undoEvents, world.as(), { request: whole.request });
  expect(await statuses(...keys)).toEqual(after);
});

test("a decision whose place one elsewhere took does not hold again by a key that sees only itself", async () => {
  await run(createDecision, world.as(), { ...holds, project: "TUR", title: "Old" });
  await run(createDecision, world.as(), { ...holds, project: "OTH", title: "Secret" });
  await run(supersedeDecision, world.as(), { decision: "TUR-DEC1", by: "OTH-DEC1" });
  const event = await lastEvent();
  const refused = await refusal(run(revertEvent, world.as(limited), { event }));
  expect(refused.message).toContain(`Another decision takes the place of TUR-DEC1, ${BEYOND}`);
  expect(refused.message).not.toMatch(/OTH|Secret/);
  const undone = await run(revertEvent, world.as(), { event });
  expect(await statuses("TUR-DEC1")).toEqual(["accepted"]);
  const again = await run(undoEvents, world.as(limited), { request: undone.request });
  expect([again.count, again.kept.map(({ key }) => key)]).toEqual([0, ["TUR-DEC1"]]);
  expect(await statuses("TUR-DEC1")).toEqual(["accepted"]);
});

test("one that was made and accepted at once stays with what it superseded elsewhere", async () => {
  await run(createDecision, world.as(), { ...holds, project: "OTH", title: "Secret" });
  await run(createDecision, world.as(), { ...holds, project: "TUR", title: "New", supersedes: ["OTH-DEC1"] });
  const event = await lastEvent();
  expect((await refusal(run(revertEvent, world.as(limited), { event }))).message).toContain(BEYOND);
  expect(await statuses("OTH-DEC1")).toEqual(["superseded"]);
  await run(binProject, world.as(), { project: "OTH" });
  const away = await refusal(run(revertEvent, world.as(), { event }));
  expect(away.message).toContain("TUR-DEC1 stays accepted. Project OTH is in the bin, so OTH-DEC1 stays as it is.");
  expect((await run(getDecision, world.as(), { decision: "TUR-DEC1" })).shelf).toBe("live");
});

test("what a key sees nothing of is to its undo as if it were not there", async () => {
  const session = "elsewhere";
  const made = { id: newId(), name: "far key", kind: "script" as const };
  const row = { ...made, createdAt: new Date(), updatedAt: new Date(), userId: world.owner.user.id };
  await world.database.write((tx) =>
    tx.apiKey.createMany({ data: [{ ...row, scope: "write", prefix: "turbo_far_key_", hash: made.id }] }),
  );
  const far = withKey(world.owner, { key: made, session });
  await run(updateIssue, world.as(far), { issue: "OTH-1", title: "Renamed" });
  await run(updateDecision, world.as(far), {
    decision: (await run(createDecision, world.as(), { project: "TUR", title: "Governs" })).key,
    addGoverns: { issues: ["OTH-1"] },
  });
  const { requestId } = await world.database.reader.event.findFirstOrThrow({ where: { session } });
  const from = new Date(0).toISOString();
  const answers = async (tell: (unknown: boolean) => object) => {
    const asked = (input: object) => refusal(run(undoEvents, world.as(limited), { ...input, dryRun: true }));
    const [hidden, unknown] = [await asked(tell(false)), await asked(tell(true))];
    return [hidden.code, hidden.message === unknown.message.replaceAll(/nothing/g, "")];
  };
  for (const input of [{ session }, { request: requestId }, { key: "far key", from }, { key: made.id, from }]) {
    const [name = "", value = ""] = Object.entries(input)[0] ?? [];
    const [code, alike] = await answers((unknown) => ({ ...input, [name]: unknown ? `${value}nothing` : value }));
    expect([input, code, alike]).toEqual([input, "not_found", true]);
  }
  const numbers = (await world.database.reader.event.findMany({ where: { session } })).map(({ number }) => number);
  expect(numbers).toHaveLength(2);
  for (const event of [...numbers, 99_999]) {
    const refused = await refusal(run(revertEvent, world.as(limited), { event, dryRun: true }));
    expect([refused.code, refused.message]).toEqual(["not_found", expect.stringContaining(`no event ${event}.`)]);
  }
  expect(await run(undoEvents, world.as(), { session, dryRun: true })).toMatchObject({ writes: 2 });
});

test("an agent puts no project in the bin, neither by undo nor in a batch", async () => {
  const agent = withKey(world.owner, { session: "window" });
  await run(createProject, world.as(agent), { name: "Third", key: "THI" });
  const event = await lastEvent();
  await run(updateIssue, world.as(agent), { issue: "TUR-1", title: "Renamed" });
  for (const asked of [
    () => run(binProject, world.as(agent), { project: "TUR" }),
    () => run(BATCH, world.as(agent), { items: [{ operation: "projects.bin", input: { project: "TUR" } }] }),
  ])
    expect(await refusal(asked())).toMatchObject({ code: "forbidden" });
  const refused = await refusal(run(revertEvent, world.as(agent), { event }));
  expect(refused).toMatchObject({ code: "refused", message: expect.stringContaining("An agent puts no project") });
  const undone = await run(undoEvents, world.as({ ...agent, key: null }), { session: "window", dryRun: true });
  expect(undone.restored.map(({ key }) => key).sort()).toEqual(["THI", "TUR-1"]);
  expect(await run(binProject, world.as({ ...agent, scope: "admin" }), { project: "THI" })).toMatchObject({
    shelf: "binned",
  });
});
