import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createProject } from "#lib/domain/projects/create-project";
import { ALIKE, likeness, TWIN } from "#lib/domain/subjects/likeness";
import { countStatements } from "#lib/testing/count-statements";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { createIssue } from "./create-issue.ts";
import { similarIssues } from "./similar-issues.ts";
import { updateIssue } from "./update-issue.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  await run(createProject, world.as(), { name: "Other", key: "OTH" });
});
afterEach(() => world.close());

const file = (title: string, actor = world.owner, more: object = {}) =>
  run(createIssue, world.as(actor), { project: "TUR", title, ...more });

// Titles of a real project's backlog.
test.each([
  ["CLI: Migrate terminal UI to bblessed", "CLI: Migrate terminal UI to bblessed"],
  ["TUI: Show all configured status columns in Kanban", "Show all configured status columns in TUI kanban board"],
  ["Make browser task loading asynchronous and idle-stable", "Make the browser task loading asynchronous, idle stable"],
])("%s says the same as %s", (one, other) => expect(likeness(one, other)).toBeGreaterThanOrEqual(TWIN));

test.each([
  ["Implement bash completion script", "Implement zsh completion script"],
  ["Improve parent and subtask presentation in the Web UI", "Improve parent and subtask presentation in the TUI"],
  [
    "Show acceptance criteria progress on browser task summaries",
    "Show acceptance criteria numbers in browser task detail",
  ],
])("%s is like %s, but not the same", (one, other) => {
  expect(likeness(one, other)).toBeGreaterThanOrEqual(ALIKE);
  expect(likeness(one, other)).toBeLessThan(TWIN);
});

test.each([
  ["Add CLI browser command", "Add graceful port handling for browser command"],
  ["Import issues, phase 1", "Import issues, phase 2"],
  ["Add documentation and examples", "Fix promoted draft default status"],
  ["日本語", "!!!"],
])("%s is another matter than %s", (one, other) => expect(likeness(one, other)).toBeLessThan(ALIKE));

test("filing an issue answers the open ones of the project that are like it", async () => {
  const first = await file("Lease expires while the agent still writes");
  expect(first.similar).toEqual([]);
  await run(createIssue, world.as(), { project: "OTH", title: "Lease expires while the agent still writes" });
  const again = await file("The lease expires while an agent still is writing");
  expect(again.similar).toMatchObject([{ key: "TUR-1", status: "backlog" }]);
  await run(updateIssue, world.as(), { issue: "TUR-1", status: "done" });
  expect((await file("Lease expires while the agent still writes")).similar.map(({ key }) => key)).toEqual(["TUR-2"]);
});

test("an agent confirms a twin; people and scripts are not asked", async () => {
  await file("Lease expires while the agent still writes");
  const title = "Lease expires while the agent is still writing";
  const agent = withKey(world.member);
  const refused = await refusal(file(title, agent));
  expect(refused).toMatchObject({ code: "refused", current: { similar: [{ key: "TUR-1" }] } });
  expect(refused.message).toContain("confirm: true");
  expect((await file(title, agent, { confirm: true })).key).toBe("TUR-2");
  expect((await file(title, withKey(world.member, { kind: "script" }))).key).toBe("TUR-3");
  expect((await file("Lease expiry is shown in the sidebar", agent)).key).toBe("TUR-4");
});

test("a title being typed is answered with what is like it, of a project that may be seen", async () => {
  await file("Import keeps dotted ids");
  const asked = (title: string, actor = world.owner) => run(similarIssues, world.as(actor), { project: "tur", title });
  expect((await asked("Keep dotted ids in imports")).items).toMatchObject([{ key: "TUR-1" }]);
  expect((await asked("Something else")).items).toEqual([]);
  const stranger = withKey(world.owner, { projectIds: [] });
  expect(await refusal(asked("Import keeps dotted ids", stranger))).toMatchObject({ code: "not_found" });
});

test("the look for twins is one statement, and titles of any signs pass it", async () => {
  for (const title of [
    "!!!",
    '"quoted" AND (x OR y)',
    '\'; DROP TABLE "Issue"; --',
    "c++ & | ! :* <->",
    "日本語のタイトル",
  ])
    await file(title);
  expect(await countStatements(world, () => file("One more like no other"))).toBeLessThanOrEqual(6);
});
