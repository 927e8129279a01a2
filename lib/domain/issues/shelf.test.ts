import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createProject } from "#lib/domain/projects/create-project";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World } from "#lib/testing/world";
import { createIssue } from "./create-issue.ts";
import { listIssues } from "./list-issues.ts";
import { archiveIssue, binIssue, restoreIssue } from "./shelf.ts";
import { updateIssue } from "./update-issue.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo" });
  await run(createIssue, world.as(), { project: "TUR", title: "Findable" });
});
afterEach(() => world.close());

const found = () =>
  world.database.search.find(world.database.reader, {
    text: "findable",
    kinds: ["issue"],
    order: "newest",
    limit: 5,
    offset: 0,
  });
const keys = async (filter: object) => (await run(listIssues, world.as(), filter)).items.map((issue) => issue.key);

test("a binned issue leaves lists and search, refuses changes, and comes back whole", async () => {
  const binned = await run(binIssue, world.as(), { issue: "TUR-1" });
  expect(binned).toMatchObject({ shelf: "binned", version: 2 });
  expect(binned.binnedAt).not.toBeNull();
  expect([await keys({}), await keys({ shelf: "binned" }), await found()]).toEqual([[], ["TUR-1"], []]);
  expect((await refusal(run(updateIssue, world.as(), { issue: "TUR-1", title: "x" }))).message).toContain("in the bin");
  expect(await run(restoreIssue, world.as(), { issue: "TUR-1" })).toMatchObject({ shelf: "live", binnedAt: null });
  expect([await keys({}), (await found()).length]).toEqual([["TUR-1"], 1]);
});

test("an archived issue is hidden from lists but still found", async () => {
  await run(archiveIssue, world.as(), { issue: "TUR-1" });
  expect([await keys({}), await keys({ shelf: "archived" }), (await found()).length]).toEqual([[], ["TUR-1"], 1]);
});

test("binning twice is one event", async () => {
  await run(binIssue, world.as(), { issue: "TUR-1" });
  const events = await world.database.reader.event.count();
  await run(binIssue, world.as(), { issue: "TUR-1" });
  expect(await world.database.reader.event.count()).toBe(events);
});
