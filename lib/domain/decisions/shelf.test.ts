import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { listBin } from "#lib/domain/bin/list-bin";
import { createProject } from "#lib/domain/projects/create-project";
import { search } from "#lib/domain/search/search";
import { refusal } from "#lib/testing/refusal";
import { rebuiltContents, searchContents } from "#lib/testing/search-contents";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { acceptDecision } from "./accept-decision.ts";
import { createDecision } from "./create-decision.ts";
import { listDecisions } from "./list-decisions.ts";
import { archiveDecision, binDecision, restoreDecision } from "./shelf.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  await run(createDecision, world.as(), { project: "TUR", title: "Findable", options: ["Hidden pearl"] });
  await run(createDecision, world.as(), { title: "For all" });
});
afterEach(() => world.close());

const found = async (q: string) => (await run(search, world.as(), { q })).items.map(({ kind }) => kind);
const keys = async (filter: object) => (await run(listDecisions, world.as(), filter)).items.map(({ key }) => key);
const ref = { decision: "TUR-DEC1" };

test("a binned decision leaves lists and search, lies in the bin, refuses changes and comes back", async () => {
  expect(await found("pearl")).toEqual(["decision"]);
  expect(await run(binDecision, world.as(), ref)).toMatchObject({ shelf: "binned", version: 2 });
  expect([await keys({}), await keys({ shelf: "binned" }), await found("pearl")]).toEqual([
    ["DEC-1"],
    ["TUR-DEC1"],
    [],
  ]);
  expect((await run(listBin, world.as(), {})).items).toMatchObject([
    { kind: "decision", key: "TUR-DEC1", title: "Findable" },
  ]);
  expect((await refusal(run(acceptDecision, world.as(), { ...ref, outcome: "x" }))).message).toContain(
    "Restore it first",
  );
  expect(await run(restoreDecision, world.as(), ref)).toMatchObject({ shelf: "live", binnedAt: null });
  expect([(await keys({})).length, await found("findable")]).toEqual([2, ["decision"]]);
});

test("an archived decision is hidden from lists but still found", async () => {
  await run(archiveDecision, world.as(), ref);
  expect([await keys({}), await keys({ shelf: "archived" }), await found("findable")]).toEqual([
    ["DEC-1"],
    ["TUR-DEC1"],
    ["decision"],
  ]);
});

test("a decision of the workspace is not binned with a key that is limited to projects", async () => {
  const key = withKey(world.owner, { projectIds: [] });
  expect((await refusal(run(binDecision, world.as(key), { decision: "DEC-1" }))).code).toBe("forbidden");
  expect((await refusal(run(binDecision, world.as(key), ref))).code).toBe("not_found");
});

test("writing the search index anew changes nothing", async () => {
  const before = await searchContents(world);
  expect(before.length).toBeGreaterThan(0);
  expect(await rebuiltContents(world)).toEqual(before);
});
