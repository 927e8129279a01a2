import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { getIssue } from "#lib/domain/issues/get-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { countStatements } from "#lib/testing/count-statements";
import { HOSTILE_LINE } from "#lib/testing/hostile-text";
import { refusal } from "#lib/testing/refusal";
import { rebuiltContents, searchContents } from "#lib/testing/search-contents";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { createLabel } from "./create-label.ts";
import { listLabels } from "./list-labels.ts";
import { binLabel, restoreLabel } from "./shelf.ts";
import { updateLabel } from "./update-label.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const create = (input: object, actor = world.owner) => run(createLabel, world.as(actor), input);
const update = (input: object, actor = world.owner) => run(updateLabel, world.as(actor), input);
const names = async (filter: object = {}) =>
  (await run(listLabels, world.as(), filter)).items.map((label) => label.name);

test("a label is listed as it was answered", async () => {
  const made = await create({ name: "Design", colour: "violet", description: HOSTILE_LINE });
  expect(made).toMatchObject({ name: "Design", colour: "violet", description: HOSTILE_LINE, version: 1 });
  expect((await run(listLabels, world.as(), {})).items).toEqual([made]);
});

test("a name is stored verbatim, and taken in whatever case", async () => {
  const name = HOSTILE_LINE.replaceAll(",", "").slice(0, 80);
  expect((await create({ name })).name).toBe(name);
  const made = await create({ name: "Größe" });
  const taken = await refusal(create({ name: "GRÖSSE".replace("SS", "ß") }));
  expect(taken).toMatchObject({ code: "conflict", current: made, message: expect.stringContaining('"Größe"') });
  expect(await refusal(create({ name: "a,b" }))).toMatchObject({ code: "invalid", fields: [{ path: "name" }] });
  expect(await refusal(create({ name: "x".repeat(81) }))).toMatchObject({ code: "invalid" });
});

test("one name asked for at once by many becomes one label and conflicts", async () => {
  const answers = await Promise.allSettled(Array.from({ length: 5 }, () => create({ name: "Same" })));
  expect(answers.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  for (const one of answers) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "conflict" });
  expect(await names()).toEqual(["Same"]);
});

test("labels come by name, page by page, and by a part of it", async () => {
  for (const name of ["beta", "Alpha", "gamma", "Delta_1", "Delta 2"]) await create({ name });
  expect(await names()).toEqual(["Alpha", "beta", "Delta 2", "Delta_1", "gamma"]);
  expect(await names({ text: "ELTA" })).toEqual(["Delta 2", "Delta_1"]);
  expect(await names({ text: "a_1" })).toEqual(["Delta_1"]);
  expect(await names({ text: "%" })).toEqual([]);
  const page = await run(listLabels, world.as(), { limit: 3, total: true });
  expect(page).toMatchObject({ total: 5, items: [{ name: "Alpha" }, { name: "beta" }, { name: "Delta 2" }] });
  expect(await names({ limit: 3, cursor: page.nextCursor })).toEqual(["Delta_1", "gamma"]);
});

test("a label changes by name or id, and issues show it", async () => {
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  const made = await create({ name: "Design" });
  await run(createIssue, world.as(), { project: "TUR", title: "First", labels: ["design"] });
  const changed = await update({ label: "DESIGN", name: "UX", colour: "red", version: 1 });
  expect(changed).toMatchObject({ id: made.id, name: "UX", colour: "red", version: 2 });
  expect(await update({ label: made.id, name: "UX" })).toEqual(changed);
  expect((await update({ label: made.id, name: "ux" })).version).toBe(3);
  expect((await run(getIssue, world.as(), { issue: "TUR-1" })).labels).toEqual([{ name: "ux", colour: "red" }]);
});

test("a stale version is a conflict, and so is another label's name", async () => {
  await create({ name: "One" });
  await create({ name: "Two" });
  const current = await update({ label: "One", colour: "red" });
  expect(await refusal(update({ label: "One", colour: "blue", version: 1 }))).toMatchObject({
    code: "conflict",
    current,
  });
  expect(await refusal(update({ label: "One", name: "two" }))).toMatchObject({ code: "conflict" });
  expect(await names()).toEqual(["One", "Two"]);
});

test("a label in the bin leaves its issues, keeps its name, and comes back to them", async () => {
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  await create({ name: "Design" });
  await run(createIssue, world.as(), { project: "TUR", title: "First", labels: ["Design"] });
  const labels = async () => (await run(getIssue, world.as(), { issue: "TUR-1" })).labels.map((label) => label.name);
  await run(binLabel, world.as(), { label: "design" });
  expect(await labels()).toEqual([]);
  expect(await names()).toEqual([]);
  expect((await refusal(create({ name: "design" }))).message).toBe(
    'A label "Design" is in the bin. Restore it, or take another name.',
  );
  expect(await refusal(update({ label: "Design", colour: "red" }))).toMatchObject({ code: "refused" });
  expect((await run(binLabel, world.as(), { label: "design" })).version).toBe(2);
  await run(restoreLabel, world.as(), { label: "Design" });
  expect(await labels()).toEqual(["Design"]);
});

test("a label that does not exist is not found, with the likeliest", async () => {
  await create({ name: "Design" });
  const missing = await refusal(update({ label: "Desing", colour: "red" }));
  expect(missing).toMatchObject({ code: "not_found", message: expect.stringContaining('Did you mean "Design"?') });
});

test("a read-only key may not write, and a key limited to projects reads the labels of all at most", async () => {
  await create({ name: "Design" });
  const writes = (actor: typeof world.owner) => [
    () => update({ label: "Design", colour: "red" }, actor),
    () => run(binLabel, world.as(actor), { label: "Design" }),
    () => run(restoreLabel, world.as(actor), { label: "Design" }),
  ];
  const reader = withKey(world.owner, { scope: "read" });
  for (const attempt of [() => create({ name: "New" }, reader), ...writes(reader)])
    expect(await refusal(attempt())).toMatchObject({ code: "forbidden" });
  const limited = withKey(world.owner, { projectIds: [] });
  for (const attempt of [() => create({ name: "New" }, limited), ...writes(limited)])
    expect((await refusal(attempt())).message).toContain("limited to some projects");
  expect((await run(listLabels, world.as(limited), {})).items.map(({ name }) => name)).toEqual(["Design"]);
});

test("each write takes at most 8 statements, and search equals a rebuild after it", async () => {
  const agent = withKey(world.owner);
  const steps = [
    () => create({ name: "Design" }, agent),
    () => update({ label: "Design", name: "UX", version: 1 }, agent),
    () => run(binLabel, world.as(agent), { label: "UX" }),
    () => run(restoreLabel, world.as(agent), { label: "UX" }),
  ];
  for (const step of steps) {
    expect(await countStatements(world, step)).toBeLessThanOrEqual(8);
    expect(await searchContents(world)).toEqual(await rebuiltContents(world));
  }
});
