import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createLabel } from "#lib/domain/labels/create-label";
import { createProject } from "#lib/domain/projects/create-project";
import { revertEvent } from "#lib/domain/undo/revert-event";
import { undoEvents } from "#lib/domain/undo/undo-events";
import { refusal } from "#lib/testing/refusal";
import { searchContents } from "#lib/testing/search-contents";
import { rowHashes, tableContents } from "#lib/testing/table-contents";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { acceptDecision } from "./accept-decision.ts";
import { createDecision } from "./create-decision.ts";
import { getDecision } from "./get-decision.ts";
import { implementDecision } from "./implement-decision.ts";
import { recheckDecision } from "./recheck-decision.ts";
import { rejectDecision } from "./reject-decision.ts";
import { archiveDecision } from "./shelf.ts";
import { supersedeDecision } from "./supersede-decision.ts";
import { updateDecision } from "./update-decision.ts";

// One world for all: each test leaves it as it was.
let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  await run(createLabel, world.as(), { name: "auth" });
  await run(createIssue, world.as(), { project: "TUR", title: "Named" });
  await run(createIssue, world.as(), { project: "TUR", title: "Labelled", labels: ["auth"] });
  const governs = { issues: ["TUR-1"], labels: ["auth"], paths: ["src/**"] };
  await run(createDecision, world.as(), { project: "TUR", title: "Holds", outcome: "Yes", accept: true, governs });
  await run(createDecision, world.as(), {
    project: "TUR",
    title: "Proposed",
    outcome: "Other",
    options: ["A", "B"],
    supersedes: ["TUR-DEC1"],
  });
  await run(createDecision, world.as(), { title: "Gone", outcome: "x", accept: true, governs });
  await run(createDecision, world.as(), { title: "Instead", outcome: "y", accept: true, supersedes: ["DEC-1"] });
});
afterAll(() => world.close());

const lastEvent = async () =>
  (await world.database.reader.event.findFirst({ orderBy: { number: "desc" } }))?.number ?? 0;
const state = async () => ({ rows: rowHashes(await tableContents(world)), search: await searchContents(world) });
const update = (input: object) => () => run(updateDecision, world.as(), { decision: "TUR-DEC2", ...input });

const LONG = "Long ".repeat(200);
const CHANGES: Record<string, () => Promise<unknown>> = {
  "title and texts": update({ title: "Other", context: LONG, rationale: "See TUR-1", consequences: "None" }),
  options: update({ options: [{ name: "C", pros: [LONG], chosen: true }], outcome: "C" }),
  "kind and areas": update({ kind: "product", impactAreas: ["cost"] }),
  "what it governs": update({ governs: { issues: ["TUR-2"], labels: ["auth"], paths: ["a/*"] } }),
  "what it no longer governs": () =>
    run(updateDecision, world.as(), { decision: "TUR-DEC1", governs: { issues: [], labels: [], paths: [] } }),
  acceptance: () => run(acceptDecision, world.as(), { decision: "TUR-DEC2", option: "B" }),
  rejection: () => run(rejectDecision, world.as(), { decision: "TUR-DEC2", reason: "No" }),
  implementation: () => run(implementDecision, world.as(), { decision: "TUR-DEC1" }),
  superseding: () => run(supersedeDecision, world.as(), { decision: "TUR-DEC1", by: "DEC-2" }),
  "a recheck": () => run(recheckDecision, world.as(), { decision: "DEC-1", issue: "TUR-2" }),
  archiving: () => run(archiveDecision, world.as(), { decision: "TUR-DEC1" }),
};

for (const [what, change] of Object.entries(CHANGES)) {
  test(`undoing ${what} leaves every row and the search as they were, and undoing that brings it back`, async () => {
    const before = await state();
    await change();
    const after = await state();
    expect(after.rows).not.toEqual(before.rows);
    const undone = await run(revertEvent, world.as(), { event: await lastEvent() });
    expect(undone.kept).toEqual([]);
    expect(await state()).toEqual(before);
    const again = await run(undoEvents, world.as(), { request: undone.request });
    expect(again.kept).toEqual([]);
    expect(await state()).toEqual(after);
    await run(undoEvents, world.as(), { request: again.request });
    expect(await state()).toEqual(before);
  });
}

test("what was proposed lies in the bin when undone", async () => {
  const { id } = await run(createDecision, world.as(), { project: "TUR", title: "Made" });
  const undone = await run(revertEvent, world.as(), { event: await lastEvent() });
  expect(undone.restored).toMatchObject([{ kind: "decision", id, fields: { shelf: ["live", "binned"] } }]);
});

test("an agent does not take an acceptance back", async () => {
  await run(acceptDecision, world.as(), { decision: "TUR-DEC2" });
  const event = await lastEvent();
  const undo = run(revertEvent, world.as(withKey(world.owner)), { event });
  expect((await refusal(undo)).message).toContain("a person decides");
  expect((await run(getDecision, world.as(), { decision: "TUR-DEC2" })).status).toBe("accepted");
});
