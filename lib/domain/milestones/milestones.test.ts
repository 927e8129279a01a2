import { afterEach, beforeEach, expect, test } from "vitest";
import { addDays, dayOf } from "#lib/core/calendar";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { listIssues } from "#lib/domain/issues/list-issues";
import { updateIssue } from "#lib/domain/issues/update-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { binProject } from "#lib/domain/projects/shelf";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { createMilestone } from "./create-milestone.ts";
import { getMilestone } from "./get-milestone.ts";
import { listMilestones } from "./list-milestones.ts";
import { archiveMilestone, binMilestone, restoreMilestone } from "./shelf.ts";
import { updateMilestone } from "./update-milestone.ts";

let world: World;
let dox: string;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo" });
  dox = (await run(createProject, world.as(), { name: "Docs", key: "DOX" })).id;
});
afterEach(() => world.close());

const today = dayOf(new Date());
const create = (input: object = {}) =>
  run(createMilestone, world.as(), { title: "Beta opens", project: "TUR", ...input });
const get = () => run(getMilestone, world.as(), { milestone: "TUR-MS1" });
const update = (input: object) => run(updateMilestone, world.as(), { milestone: "TUR-MS1", ...input });
const issue = (input: object = {}) =>
  run(createIssue, world.as(), { title: "An issue", project: "TUR", milestone: "TUR-MS1", ...input });
const lastFields = async () => {
  const event = await world.database.reader.event.findFirstOrThrow({ orderBy: { number: "desc" } });
  return (event.changes as { kind: string; fields: object }[]).map(({ kind, fields }) => [kind, fields]);
};

test("milestones are numbered in their project and read back as they were made", async () => {
  const made = await create({ description: "Who comes", startDate: "2999-01-01", dueDate: "2999-02-01" });
  expect(made).toMatchObject({ key: "TUR-MS1", status: "planned", late: false, version: 1 });
  expect({ ...(await get()), similar: [] }).toEqual(made);
  expect([(await create()).key, (await create({ project: "DOX" })).key]).toEqual(["TUR-MS2", "DOX-MS1"]);
});

test("progress and forecast come from its issues, with what the forecast was reckoned from", async () => {
  await create({ startDate: addDays(today, -60), dueDate: addDays(today, 10) });
  expect((await get()).forecast).toEqual({ date: null, perWeek: null, basis: "It has no issues yet." });
  for (const status of ["done", "done", "ready", "review", "canceled"]) await issue({ status });
  expect(await get()).toMatchObject({
    progress: { open: 2, done: 2, canceled: 1, percent: 50 },
    forecast: { date: addDays(today, 28), perWeek: 0.5, basis: "2 issues done in the last 28 days, 2 open." },
    late: false,
    forecastLate: true,
  });
  const [line] = (await run(listMilestones, world.as(), {})).items;
  const { forecast, progress } = await get();
  expect(line).toMatchObject({ forecast, progress });
});

test("late is a milestone whose due date is over, until it is finished", async () => {
  expect((await create({ dueDate: addDays(today, -1) })).late).toBe(true);
  expect((await update({ status: "completed" })).late).toBe(false);
  expect((await update({ status: "planned", dueDate: today })).late).toBe(false);
});

test("completing one with open issues is allowed; the event says how many are left, and when it was done is kept", async () => {
  await create();
  await issue();
  const done = await update({ status: "completed" });
  expect(done.completedAt).not.toBeNull();
  expect(await lastFields()).toEqual([["milestone", { status: ["planned", "completed"], leftOpen: [0, 1] }]]);
  expect((await update({ status: "in_progress" })).completedAt).toBeNull();
});

test("an issue takes a milestone of its project by key or title and gives it up again", async () => {
  await create();
  await create({ title: "GA", project: "DOX" });
  expect((await issue({ milestone: "beta OPENS" })).milestone).toEqual({ key: "TUR-MS1", title: "Beta opens" });
  expect((await refusal(issue({ milestone: "DOX-MS1" }))).message).toContain("another project");
  expect((await refusal(issue({ milestone: "GA" }))).code).toBe("invalid");
  const wrong = await refusal(run(updateIssue, world.as(), { issue: "TUR-1", milestone: "Beta open" }));
  expect([wrong.code, wrong.fields[0]?.path, wrong.fields[0]?.allowed]).toEqual([
    "invalid",
    "milestone",
    ["Beta opens"],
  ]);
  expect(wrong.message).toContain('Did you mean "Beta opens"');
  await run(updateIssue, world.as(), { issue: "TUR-1", milestone: null });
  expect(await lastFields()).toEqual([["issue", { milestone: ["TUR-MS1", null] }]]);
  expect((await get()).progress.open).toBe(0);
});

test("a title that two milestones share is answered with their keys", async () => {
  await create();
  await create();
  expect((await refusal(issue({ milestone: "Beta opens" }))).message).toContain("TUR-MS1, TUR-MS2");
});

test("issues are listed by milestone, and those without one", async () => {
  await create();
  await issue();
  await issue({ milestone: undefined });
  const keys = async (milestone: string) =>
    (await run(listIssues, world.as(), { project: "TUR", milestone })).items.map(({ key }) => key);
  expect([await keys("TUR-MS1"), await keys("beta opens"), await keys("none")]).toEqual([
    ["TUR-1"],
    ["TUR-1"],
    ["TUR-2"],
  ]);
});

test("dates in the wrong order and stale versions are refused", async () => {
  await create({ startDate: "2026-03-01" });
  expect((await refusal(update({ dueDate: "2026-02-01" }))).fields[0]?.path).toBe("dueDate");
  expect((await refusal(update({ title: "x", version: 3 }))).code).toBe("conflict");
  expect((await update({ title: "Gamma", replace: [] })).title).toBe("Gamma");
});

test("archived it leaves the list, binned it refuses changes, and restoring brings it back", async () => {
  await create();
  await issue();
  const keys = async (shelf: string) => (await run(listMilestones, world.as(), { shelf })).items.map(({ key }) => key);
  await run(archiveMilestone, world.as(), { milestone: "TUR-MS1" });
  expect([await keys("live"), await keys("archived")]).toEqual([[], ["TUR-MS1"]]);
  await run(binMilestone, world.as(), { milestone: "TUR-MS1" });
  expect((await refusal(update({ title: "x" }))).message).toContain("in the bin");
  expect((await run(listIssues, world.as(), {})).items[0]?.milestone).toBeNull();
  expect((await run(restoreMilestone, world.as(), { milestone: "TUR-MS1" })).shelf).toBe("live");
  await run(binProject, world.as(), { project: "TUR" });
  expect(await keys("live")).toEqual([]);
  expect((await refusal(update({ title: "x" }))).message).toContain("Project TUR is in the bin");
});

test("a read-only key may not write, and what lies in other projects is not found", async () => {
  await create();
  const reader = world.as(withKey(world.owner, { scope: "read" }));
  for (const operation of [updateMilestone, archiveMilestone, binMilestone, restoreMilestone])
    expect((await refusal(run(operation, reader, { milestone: "TUR-MS1" }))).code).toBe("forbidden");
  expect((await refusal(run(createMilestone, reader, { title: "x", project: "TUR" }))).code).toBe("forbidden");
  const stranger = world.as(withKey(world.owner, { projectIds: [dox] }));
  for (const operation of [getMilestone, updateMilestone, archiveMilestone, binMilestone, restoreMilestone])
    for (const milestone of ["TUR-MS1", "Beta opens"])
      expect((await refusal(run(operation, stranger, { milestone }))).code).toBe("not_found");
  expect((await run(listMilestones, stranger, {})).items).toEqual([]);
  expect((await refusal(run(createMilestone, stranger, { title: "x", project: "TUR" }))).code).toBe("not_found");
});

test("a second one of the same name is named; an agent is asked to confirm it, a script is not", async () => {
  await create({ title: "Beta" });
  const again = await create({ title: "beta" });
  expect(again.similar).toMatchObject([{ key: "TUR-MS1", title: "Beta", likeness: 1 }]);
  expect((await create({ title: "beta", project: "DOX" })).similar).toEqual([]);
  const asked = (kind: "agent" | "script", input: object = {}) =>
    run(createMilestone, world.as(withKey(world.owner, { kind })), { project: "TUR", title: "Beta", ...input });
  const refused = await refusal(asked("agent"));
  expect(refused.message).toMatch(/^There is already: TUR-MS\d "beta".*Change that one; .* confirm: true\.$/i);
  expect((await asked("agent", { confirm: true })).similar).toHaveLength(2);
  expect((await asked("script")).similar).toEqual([]);
});
