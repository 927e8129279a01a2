import { afterEach, beforeEach, expect, test } from "vitest";
import { dayOf } from "#lib/core/calendar";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { listIssues } from "#lib/domain/issues/list-issues";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { binProject } from "#lib/domain/projects/shelf";
import { countStatements } from "#lib/testing/count-statements";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { createInitiative } from "./create-initiative.ts";
import { getInitiative } from "./get-initiative.ts";
import { listInitiatives } from "./list-initiatives.ts";
import { archiveInitiative, binInitiative, restoreInitiative } from "./shelf.ts";
import { updateInitiative } from "./update-initiative.ts";

let world: World;
let tur: string;
beforeEach(async () => {
  world = await makeWorld();
  tur = (await run(createProject, world.as(), { name: "Turbo" })).id;
  await run(createProject, world.as(), { name: "Docs", key: "DOX" });
});
afterEach(() => world.close());

const create = (input: object = {}) =>
  run(createInitiative, world.as(), { title: "Open the beta", projects: ["TUR"], ...input });
const get = () => run(getInitiative, world.as(), { initiative: "I-1" });
const update = (input: object, actor = world.owner) =>
  run(updateInitiative, world.as(actor), { initiative: "I-1", ...input });
const issue = (input: object) => run(createIssue, world.as(), { title: "An issue", project: "TUR", ...input });
const lastFields = async () => {
  const event = await world.database.reader.event.findFirstOrThrow({ orderBy: { number: "desc" } });
  return (event.changes as { kind: string; fields: object }[]).map(({ kind, fields }) => [kind, fields]);
};

test("an initiative gets the next number, keeps what it was given and reads back the same", async () => {
  const made = await create({ description: "Why", owner: "me", health: "on_track", targetDate: "2999-01-01" });
  expect(made).toMatchObject({ key: "I-1", status: "planning", projects: ["TUR"], late: false, version: 1 });
  expect(await get()).toEqual(made);
  expect((await create()).key).toBe("I-2");
});

test("its progress is counted from its issues, project by project, canceled ones apart", async () => {
  await create();
  await issue({ initiative: "I-1", status: "done" });
  await issue({ initiative: "Open the beta" });
  await issue({ initiative: "i-1", project: "DOX", status: "canceled" });
  const read = await get();
  expect(read.progress).toEqual({ open: 1, done: 1, canceled: 1, percent: 50 });
  expect(read.byProject.map(({ project, open, done, canceled }) => [project, open, done, canceled])).toEqual([
    ["DOX", 0, 0, 1],
    ["TUR", 1, 1, 0],
  ]);
  const [line] = (await run(listInitiatives, world.as(), {})).items;
  expect(line?.progress).toEqual(read.progress);
  await run(binProject, world.as(), { project: "TUR" });
  expect((await get()).progress).toEqual({ open: 0, done: 0, canceled: 1, percent: 0 });
});

test("an issue that joins brings its project along, once, and the event says so", async () => {
  await create();
  await issue({ project: "DOX" });
  await run(updateIssue, world.as(), { issue: "DOX-1", initiative: "I-1" });
  expect((await get()).projects).toEqual(["DOX", "TUR"]);
  expect(await lastFields()).toEqual([
    ["initiative", { projects: [["TUR"], ["TUR", "DOX"]] }],
    ["issue", { initiative: [null, "I-1"] }],
  ]);
  const left = await run(updateIssue, world.as(), { issue: "DOX-1", initiative: null });
  expect(left.initiative).toBeNull();
  expect((await get()).projects).toEqual(["DOX", "TUR"]);
});

test("a project whose issues belong to it cannot leave", async () => {
  await create();
  await issue({ initiative: "I-1" });
  const refused = await refusal(update({ removeProjects: ["TUR"] }));
  expect([refused.code, refused.message]).toEqual([
    "refused",
    "1 issue of TUR belongs to I-1. Take them out of it first.",
  ]);
  expect(await update({ addProjects: ["DOX"] })).toMatchObject({ projects: ["DOX", "TUR"], version: 2 });
  expect((await update({ removeProjects: ["dox"] })).projects).toEqual(["TUR"]);
});

test("only what is named changes, null clears, and the event tells each field before and after", async () => {
  await create({ owner: "me", targetDate: "2026-12-24", description: "one two" });
  const changed = await update({ owner: null, replace: [{ find: "two", replace: "three" }], status: "completed" });
  expect(changed).toMatchObject({
    owner: null,
    description: "one three",
    targetDate: "2026-12-24",
    status: "completed",
  });
  expect(changed.completedAt).not.toBeNull();
  expect(await lastFields()).toEqual([
    ["initiative", { description: ["one two", "one three"], owner: ["ada", null], status: ["planning", "completed"] }],
  ]);
  expect((await update({ status: "in_progress" })).completedAt).toBeNull();
});

test("completing it with open issues is allowed and the event says how many are left", async () => {
  await create();
  await issue({ initiative: "I-1" });
  await update({ status: "completed" });
  expect(await lastFields()).toEqual([["initiative", { status: ["planning", "completed"], leftOpen: [0, 1] }]]);
});

test("late is an initiative whose target is over, until it is finished", async () => {
  const yesterday = dayOf(new Date(Date.now() - 86_400_000));
  expect((await create({ targetDate: yesterday })).late).toBe(true);
  expect((await update({ status: "canceled" })).late).toBe(false);
});

test("wrong names, dates in the wrong order and stale versions are refused, and nothing is written", async () => {
  await create();
  expect((await refusal(create({ projects: ["TUX"] }))).message).toContain('Did you mean "TUR"');
  expect((await refusal(create({ owner: "bem" }))).message).toContain('"ben"');
  expect((await refusal(update({ startDate: "2026-02-02", targetDate: "2026-02-01" }))).fields[0]?.path).toBe(
    "targetDate",
  );
  expect((await refusal(update({ title: "x", version: 7 }))).code).toBe("conflict");
  expect((await refusal(issue({ initiative: "Open the bata" }))).message).toContain('Did you mean "Open the beta"');
  await create();
  expect((await refusal(issue({ initiative: "Open the beta" }))).message).toContain("I-1, I-2");
  expect((await get()).version).toBe(1);
});

test("archived it leaves the list, binned also the search, and restoring brings it back", async () => {
  await create();
  await issue({ initiative: "I-1" });
  const keys = async (shelf: string) => (await run(listInitiatives, world.as(), { shelf })).items.map(({ key }) => key);
  await run(archiveInitiative, world.as(), { initiative: "I-1" });
  expect([await keys("live"), await keys("archived")]).toEqual([[], ["I-1"]]);
  await run(binInitiative, world.as(), { initiative: "I-1" });
  expect(await keys("binned")).toEqual(["I-1"]);
  expect((await refusal(update({ title: "x" }))).message).toContain("in the bin");
  expect((await refusal(issue({ initiative: "I-1" }))).message).toContain("in the bin");
  expect((await run(listIssues, world.as(), {})).items[0]?.initiative).toBeNull();
  await run(updateIssue, world.as(), { issue: "TUR-1", title: "Renamed meanwhile" });
  expect(await run(restoreInitiative, world.as(), { initiative: "I-1" })).toMatchObject({
    shelf: "live",
    binnedAt: null,
  });
  expect((await run(listIssues, world.as(), {})).items[0]?.initiative).toEqual({ key: "I-1", title: "Open the beta" });
});

test("a read-only key may not write, and a limited one sees and changes only what lies in its projects", async () => {
  await create({ projects: ["TUR", "DOX"] });
  await create({ title: "Docs only", projects: ["DOX"] });
  const reader = withKey(world.owner, { scope: "read" });
  for (const operation of [updateInitiative, archiveInitiative, binInitiative, restoreInitiative])
    expect((await refusal(run(operation, world.as(reader), { initiative: "I-1" }))).code).toBe("forbidden");
  expect((await refusal(run(createInitiative, world.as(reader), { title: "x" }))).code).toBe("forbidden");

  const limited = withKey(world.owner, { projectIds: [tur] });
  const seen = await run(listInitiatives, world.as(limited), {});
  expect(seen.items.map(({ key, projects }) => [key, projects])).toEqual([["I-1", ["TUR"]]]);
  expect((await refusal(run(getInitiative, world.as(limited), { initiative: "I-2" }))).code).toBe("not_found");
  expect((await refusal(update({ title: "x" }, limited))).code).toBe("forbidden");
  expect((await refusal(run(createInitiative, world.as(limited), { title: "x" }))).fields[0]?.path).toBe("projects");
  const own = await run(createInitiative, world.as(limited), { title: "Mine", projects: ["TUR"] });
  expect((await run(updateInitiative, world.as(limited), { initiative: own.key, title: "Ours" })).title).toBe("Ours");
});

test("issues are listed by initiative, and those without one", async () => {
  await create();
  await issue({ initiative: "I-1" });
  await issue({});
  const keys = async (initiative: string) =>
    (await run(listIssues, world.as(), { initiative })).items.map(({ key }) => key);
  expect([await keys("I-1"), await keys("open the BETA"), await keys("none")]).toEqual([
    ["TUR-1"],
    ["TUR-1"],
    ["TUR-2"],
  ]);
});

test("a patch of fields takes at most sixteen statements, reading one and a page of the list two", async () => {
  await create();
  const fields = { title: "New", description: "Why", owner: "ben", status: "in_progress", health: "at_risk" };
  expect(await countStatements(world, () => update({ ...fields, targetDate: "2999-01-01" }))).toBeLessThanOrEqual(16);
  await issue({});
  await run(createProject, world.as(), { name: "Added", key: "ADD" });
  await update({ description: "See TUR-1 and @ben", projects: ["TUR"] });
  const more = { description: "See ADD and @ada", owner: "ada", status: "completed", projects: ["ADD"] };
  expect(await countStatements(world, () => update(more))).toBeLessThanOrEqual(16);
  expect((await get()).projects).toEqual(["ADD"]);
  expect(await countStatements(world, get)).toBe(1);
  const list = () => run(listInitiatives, world.as(), {});
  await list(); // the first one learns what indexes there are
  expect(await countStatements(world, list)).toBe(2);
});
