import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { listIssues } from "#lib/domain/issues/list-issues";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { createProject } from "./create-project.ts";
import { getProject } from "./get-project.ts";
import { listProjects } from "./list-projects.ts";
import { binProject, restoreProject } from "./shelf.ts";
import { suggestKey } from "./suggest-key.ts";
import { updateProject } from "./update-project.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const create = (input: object) => run(createProject, world.as(), input);

test("a project is read back as it was answered, with its key suggested from the name", async () => {
  const made = await create({
    name: "Field guide",
    lead: "ada",
    members: ["ben", "ada"],
    priority: "high",
    description: "Words",
  });
  expect(made.key).toBe("FG");
  const read = await run(getProject, world.as(), { project: "fg" });
  expect({ ...read, lastActivityAt: null }).toEqual({ ...made, lastActivityAt: null });
  expect(read.members.map((person) => person.handle)).toEqual(["ada", "ben"]);
});

test("keys are suggested free, with letters first, never one that other nouns use", () => {
  expect(suggestKey("Turbo", new Set())).toBe("TUR");
  expect(suggestKey("Turbo", new Set(["TUR", "TUR2"]))).toBe("TUR3");
  expect(suggestKey("Document Office Codex", new Set())).toBe("DOC2");
  expect(suggestKey("7 plans", new Set())).toBe("PPR");
  expect(suggestKey("Élan vital", new Set())).toBe("EV");
});

test("a taken key is a conflict that names a free one", async () => {
  await create({ name: "Turbo" });
  const error = await refusal(create({ name: "Turbo", key: "tur" }));
  expect([error.code, error.fields[0]?.path]).toEqual(["conflict", "key"]);
  expect(error.message).toContain("TUR2 is free");
});

test.each([
  ["DOC", "taken by"],
  ["1A", "start with a letter"],
  ["A", "2–10"],
])("the key %s is refused", async (key, reason) => {
  expect((await refusal(create({ name: "x", key }))).message).toContain(reason);
});

test("counts follow the issues", async () => {
  await create({ name: "Turbo" });
  for (const [status, dueDate] of [
    ["done", null],
    ["ready", "2020-01-01"],
    ["canceled", null],
    ["backlog", null],
  ] as const) {
    await run(createIssue, world.as(), { project: "TUR", title: status, status, dueDate });
  }
  expect(await run(getProject, world.as(), { project: "TUR" })).toMatchObject({
    open: 2,
    done: 1,
    percent: 33,
    overdue: 1,
  });
  const { items } = await run(listProjects, world.as(), { counts: true, total: true });
  expect(items).toMatchObject([{ key: "TUR", open: 2, overdue: 1 }]);
});

test("a patch changes what it names; a stale version is a conflict; the same again changes nothing", async () => {
  await create({ name: "Turbo", lead: "ada" });
  const changed = await run(updateProject, world.as(), {
    project: "TUR",
    name: "Turbo 2",
    lead: null,
    members: ["ben"],
  });
  expect(changed).toMatchObject({ name: "Turbo 2", lead: null, version: 2, members: [{ handle: "ben" }] });
  expect((await refusal(run(updateProject, world.as(), { project: "TUR", name: "x", version: 1 }))).code).toBe(
    "conflict",
  );
  expect((await run(updateProject, world.as(), { project: "TUR", name: "Turbo 2" })).version).toBe(2);
  expect(await world.database.reader.event.count()).toBe(2);
});

test("a patch of everything takes at most eight statements, and reading takes one", async () => {
  const now = new Date();
  await world.database.write((tx) =>
    tx.label.createMany({
      data: ["A", "B"].map((name) => ({
        id: name,
        createdAt: now,
        updatedAt: now,
        name,
        nameFold: name.toLowerCase(),
      })),
    }),
  );
  await create({ name: "Turbo", lead: "ada", members: ["ada"], labels: ["A"] });
  world.statements();
  const statements = () => world.statements().filter((sql) => !/^(BEGIN|COMMIT)/.test(sql)).length;
  const all = { name: "New", description: "d", lead: "ben", members: ["ben"], labels: ["b"] };
  const changed = await run(updateProject, world.as(), { project: "TUR", ...all });
  expect(statements()).toBeLessThanOrEqual(8);
  const read = await run(getProject, world.as(), { project: "TUR" });
  expect(statements()).toBe(1);
  expect({ ...read, lastActivityAt: null }).toEqual({ ...changed, lastActivityAt: null });
  expect(read).toMatchObject({ name: "New", lead: { handle: "ben" }, members: [{ handle: "ben" }], labels: ["B"] });
});

test("a project in the bin takes nothing new and hides its issues from lists until it is restored", async () => {
  await create({ name: "Turbo" });
  await run(createIssue, world.as(), { project: "TUR", title: "One" });
  await run(binProject, world.as(), { project: "TUR" });
  expect((await run(listIssues, world.as(), {})).items).toEqual([]);
  expect((await run(listProjects, world.as(), {})).items).toEqual([]);
  expect((await refusal(run(createIssue, world.as(), { project: "TUR", title: "x" }))).message).toContain(
    "Restore it first",
  );
  await run(restoreProject, world.as(), { project: "TUR" });
  expect((await run(listIssues, world.as(), {})).items).toHaveLength(1);
});

test("a limited key sees its projects alone and makes none; a read-only key changes none", async () => {
  const turbo = await create({ name: "Turbo" });
  await create({ name: "Other" });
  const limited = withKey(world.owner, { projectIds: [turbo.id] });
  expect((await run(listProjects, world.as(limited), {})).items.map((project) => project.key)).toEqual(["TUR"]);
  expect((await refusal(run(getProject, world.as(limited), { project: "OTH" }))).code).toBe("not_found");
  expect((await refusal(run(createProject, world.as(limited), { name: "x" }))).code).toBe("forbidden");
  const reader = withKey(world.owner, { scope: "read" });
  expect((await refusal(run(updateProject, world.as(reader), { project: "TUR", name: "x" }))).code).toBe("forbidden");
});

test("projects are found by part of their name or key, page by page, in the order of their names", async () => {
  for (const name of ["beta", "Alpha", "gamma", "Alp"]) await create({ name });
  const first = await run(listProjects, world.as(), { limit: 3, total: true });
  expect([first.items.map((project) => project.name), first.total]).toEqual([["Alp", "Alpha", "beta"], 4]);
  const second = await run(listProjects, world.as(), { limit: 3, cursor: first.nextCursor });
  expect(second.items.map((project) => project.name)).toEqual(["gamma"]);
  expect((await run(listProjects, world.as(), { text: "ALP" })).items).toHaveLength(2);
  expect((await run(listProjects, world.as(), { text: "%" })).items).toEqual([]);
});

test("of several who take the same key at once, one gets it and the others are told", async () => {
  const tries = Array.from({ length: 6 }, () => run(createProject, world.as(), { name: "Race", key: "RACE" }));
  const outcomes = await Promise.allSettled(tries);
  const refusals = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  expect(refusals).toHaveLength(5);
  for (const error of refusals) expect(error).toMatchObject({ code: "conflict" });
});

test("no issue is filed in a project after it went to the bin, not even at the same time", async () => {
  await run(createProject, world.as(), { name: "Leaving", key: "LEAVE" });
  const file = () => run(createIssue, world.as(), { project: "LEAVE", title: "x" });
  await Promise.allSettled([file(), run(binProject, world.as(), { project: "LEAVE" }), file(), file(), file()]);
  const events = await world.database.reader.event.findMany({ orderBy: { number: "asc" } });
  expect(events.map((event) => event.operation).at(-1)).toBe("projects.bin");
});
