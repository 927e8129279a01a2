import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createLabel } from "#lib/domain/labels/create-label";
import { createProject } from "#lib/domain/projects/create-project";
import { search } from "#lib/domain/search/search";
import { revertEvent } from "#lib/domain/undo/revert-event";
import { rebuiltContents, searchContents } from "#lib/testing/search-contents";
import { makeWorld, type World } from "#lib/testing/world";
import { createDocument } from "./create-document.ts";
import { getDocument } from "./get-document.ts";
import { getRevision } from "./get-revision.ts";
import { binDocument } from "./shelf.ts";
import { updateDocument } from "./update-document.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  await run(createLabel, world.as(), { name: "api" });
  await run(createDocument, world.as(), { project: "TUR", title: "Plan", body: "Old words" });
});
afterEach(() => world.close());

const get = (document = "TUR-DOC1") => run(getDocument, world.as(), { document });
const update = (input: object) => run(updateDocument, world.as(), { document: "TUR-DOC1", ...input });
const undoLast = async () => {
  const last = await world.database.reader.event.findFirst({ orderBy: { number: "desc" } });
  return run(revertEvent, world.as(), { event: last?.number ?? 0 });
};

test("an undone change gives text, title, place and labels back, as a new revision", async () => {
  await run(createDocument, world.as(), { project: "TUR", title: "Top" });
  const body = "New words\n".repeat(5000);
  await update({ title: "Other", body, kind: "design", parent: "TUR-DOC2", addLabels: ["api"], status: "approved" });
  await undoLast();
  expect(await get()).toMatchObject({
    title: "Plan",
    body: "Old words",
    kind: "note",
    status: "draft",
    parent: null,
    labels: [],
    revision: 3,
    version: 3,
  });
  expect((await run(getRevision, world.as(), { document: "TUR-DOC1", revision: 2 })).body).toBe(body);
  expect(await searchContents(world)).toEqual(await rebuiltContents(world));
  await undoLast();
  expect(await get()).toMatchObject({
    title: "Other",
    body,
    parent: "TUR-DOC2",
    labels: [{ name: "api" }],
    revision: 4,
  });
});

test("an undone creation is in the bin, unless something lies under it", async () => {
  await undoLast();
  expect((await get()).shelf).toBe("binned");
  expect((await run(search, world.as(), { q: "words" })).items).toEqual([]);
  await undoLast();
  expect((await get()).shelf).toBe("live");
  expect((await run(search, world.as(), { q: "words" })).items).toHaveLength(1);
});

test("what went to the bin with a document comes back with the undo", async () => {
  await run(createDocument, world.as(), { project: "TUR", title: "Below", parent: "TUR-DOC1" });
  await run(binDocument, world.as(), { document: "TUR-DOC1" });
  expect((await undoLast()).count).toBe(2);
  expect(await get("TUR-DOC2")).toMatchObject({ shelf: "live", parent: "TUR-DOC1" });
});

test("a place that would close a circle, or that is gone, stays and is named", async () => {
  await run(createDocument, world.as(), { project: "TUR", title: "Two", parent: "TUR-DOC1" });
  await update({ document: "TUR-DOC2", parent: null });
  const moved = await world.database.reader.event.findFirst({ orderBy: { number: "desc" } });
  await update({ parent: "TUR-DOC2" });
  const undo = run(revertEvent, world.as(), { event: moved?.number ?? 0 });
  await expect(undo).rejects.toThrow("TUR-DOC1 lies below it now");
  await update({ parent: null });
  await run(binDocument, world.as(), { document: "TUR-DOC1" });
  const again = run(revertEvent, world.as(), { event: moved?.number ?? 0 });
  await expect(again).rejects.toThrow("TUR-DOC1 is not there any more");
});
