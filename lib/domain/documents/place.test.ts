import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createProject } from "#lib/domain/projects/create-project";
import { undoEvents } from "#lib/domain/undo/undo-events";
import { makeWorld, type World } from "#lib/testing/world";
import { createDocument } from "./create-document.ts";
import { listTree } from "./list-tree.ts";
import { updateDocument } from "./update-document.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
});
afterEach(() => world.close());

const create = async (title: string, parent?: string) =>
  (await run(createDocument, world.as(), { project: "TUR", title, ...(parent ? { parent } : {}) })).key;
const move = (document: string, to: object) => run(updateDocument, world.as(), { document, ...to });
const under = async (parent?: string) =>
  (await run(listTree, world.as(), parent ? { parent } : { project: "TUR" })).items.map(({ title }) => title);

test("a document that is moved comes last, and before what is made later", async () => {
  const [a, b] = [await create("A"), await create("B")];
  await create("A1", a);
  await create("A2", a);
  await move(b, { parent: a });
  expect(await under(a)).toEqual(["A1", "A2", "B"]);
  await create("A3", a);
  expect(await under(a)).toEqual(["A1", "A2", "B", "A3"]);
  await create("C");
  await move(b, { parent: null });
  expect(await under()).toEqual(["A", "C", "B"]);
});

test("what was moved to the end and what is made then have ranks of their own, so that a third fits between", async () => {
  const [a, b, c] = [await create("A"), await create("B"), await create("C")];
  await move(a, { after: c });
  const d = await create("D");
  expect(await under()).toEqual(["B", "C", "A", "D"]);
  await move(b, { after: a });
  expect(await under()).toEqual(["C", "A", "B", "D"]);
  await move(c, { before: d });
  expect(await under()).toEqual(["A", "B", "C", "D"]);
});

test("undo puts a moved document back under its parent and in its place", async () => {
  const [a, b] = [await create("A"), await create("B")];
  const first = await create("A1", a);
  await create("A2", a);
  const ctx = world.as();
  await run(updateDocument, ctx, { document: first, parent: b });
  expect([await under(a), await under(b)]).toEqual([["A2"], ["A1"]]);
  await run(undoEvents, world.as(), { request: ctx.requestId });
  expect([await under(a), await under(b)]).toEqual([["A1", "A2"], []]);
});
