import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createInitiative } from "#lib/domain/initiatives/create-initiative";
import { createMilestone } from "#lib/domain/milestones/create-milestone";
import { createProject } from "#lib/domain/projects/create-project";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { listTimeline } from "./list-timeline.ts";

let world: World;
let dox: string;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo" });
  dox = (await run(createProject, world.as(), { name: "Docs", key: "DOX" })).id;
  const initiative = (title: string, dates: object) =>
    run(createInitiative, world.as(), { title, projects: ["TUR"], ...dates });
  const milestone = (title: string, dates: object, project = "TUR") =>
    run(createMilestone, world.as(), { title, project, ...dates });
  await initiative("spring", { startDate: "2026-03-01", targetDate: "2026-05-31" });
  await initiative("all year", { startDate: "2026-01-01" });
  await initiative("someday", {});
  await milestone("april", { dueDate: "2026-04-15" });
  await milestone("docs in may", { startDate: "2026-05-01", dueDate: "2026-05-20" }, "DOX");
  await milestone("next year", { dueDate: "2027-04-15" });
  await milestone("undated", {});
});
afterEach(() => world.close());

const window = { from: "2026-04-01", to: "2026-06-30" };
const titles = async (input: object = {}, actor = world.owner) => {
  const { items } = await run(listTimeline, world.as(actor), { ...window, ...input });
  return items.map((item) => (item.kind === "initiative" ? item.initiative.title : item.milestone.title));
};

test("what has a date in the window comes by its end, what has only a start last", async () => {
  expect(await titles()).toEqual(["april", "docs in may", "spring", "all year"]);
  expect(await titles({ from: "2026-05-21", to: "2026-05-22" })).toEqual(["spring", "all year"]);
});

test("pages hold each thing once", async () => {
  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    seen.push(...(await titles({ limit: 1, cursor })));
    const { nextCursor } = await run(listTimeline, world.as(), { ...window, limit: 1, cursor });
    if (!nextCursor) break;
    cursor = nextCursor;
  }
  expect(seen).toEqual(await titles());
});

test("a project narrows it, and a limited key sees only its own", async () => {
  expect(await titles({ project: "DOX" })).toEqual(["docs in may"]);
  expect(await titles({ project: "" })).toEqual(await titles());
  expect(await titles({}, withKey(world.owner, { projectIds: [dox] }))).toEqual(["docs in may"]);
});

test("a window that ends before it begins is refused", async () => {
  expect((await refusal(titles({ from: "2026-07-01" }))).fields[0]?.path).toBe("to");
});
