import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createProject } from "#lib/domain/projects/create-project";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { createIssue } from "./create-issue.ts";
import { listGroups } from "./list-groups.ts";
import { listIssues } from "./list-issues.ts";
import { updateIssue } from "./update-issue.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Mine", key: "MINE" });
  await run(createProject, world.as(), { name: "Other", key: "OTHER" });
  for (const [at, status] of ["ready", "backlog", "ready", "backlog", "ready", "done"].entries()) {
    await run(createIssue, world.as(), { project: "MINE", title: `Number ${at + 1}`, confirm: true });
    await run(updateIssue, world.as(), { issue: `MINE-${at + 1}`, status, force: true });
  }
  await run(createIssue, world.as(), { project: "OTHER", title: "Elsewhere" });
});
afterEach(() => world.close());

const groups = (input: object, actor = world.owner) =>
  run(listGroups, world.as(actor), { sort: "rank", open: ["ready", "backlog"], limit: 50, ...input });

test("every status is counted, and the rows of the open groups come in their order", async () => {
  const { totals, pages } = await groups({ project: "MINE" });
  expect(totals).toEqual({ ready: 3, backlog: 2, done: 1 });
  expect(pages.map(({ status, items }) => [status, items.map(({ key }) => key)])).toEqual([
    ["ready", ["MINE-1", "MINE-3", "MINE-5"]],
    ["backlog", ["MINE-2", "MINE-4"]],
  ]);
  expect(pages.every(({ nextCursor }) => nextCursor === null)).toBe(true);
});

test("rows are given to the groups from the top until there are enough; a list goes on where a group ends", async () => {
  const { totals, pages } = await groups({ project: "MINE", limit: 4 });
  expect(totals).toMatchObject({ ready: 3, backlog: 2 });
  const [ready, backlog] = pages;
  expect(ready).toMatchObject({ items: { length: 3 }, nextCursor: null });
  expect(backlog?.items.map(({ key }) => key)).toEqual(["MINE-2"]);
  const cursor = backlog?.nextCursor ?? "";
  const rest = await run(listIssues, world.as(), { project: "MINE", status: "backlog", sort: "rank", cursor });
  expect(rest.items.map(({ key }) => key)).toEqual(["MINE-4"]);
  const few = await groups({ project: "MINE", limit: 3 });
  expect(few.pages[1]).toEqual({ status: "backlog", items: [], nextCursor: null });
});

test("a limited key counts and reads what it may see, and finds no other project", async () => {
  const { items } = await run(listIssues, world.as(), { project: "OTHER" });
  expect(items).toHaveLength(1);
  const other = await world.database.reader.project.findUniqueOrThrow({ where: { key: "OTHER" } });
  const limited = withKey(world.owner, { projectIds: [other.id] });
  const { totals, pages } = await groups({}, limited);
  expect(totals).toEqual({ backlog: 1 });
  expect(pages.flatMap(({ items: rows }) => rows.map(({ key }) => key))).toEqual(["OTHER-1"]);
  expect(await refusal(groups({ project: "MINE" }, limited))).toMatchObject({ code: "not_found" });
});
