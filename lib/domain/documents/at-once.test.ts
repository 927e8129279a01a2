import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createProject } from "#lib/domain/projects/create-project";
import { makeWorld, type World } from "#lib/testing/world";
import { binDocument } from "./bin-document.ts";
import { createDocument } from "./create-document.ts";
import { updateDocument } from "./update-document.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
});
afterEach(() => world.close());

const create = async (input: object = {}) =>
  (await run(createDocument, world.as(), { project: "TUR", title: "Page", ...input })).key;

test("nothing comes to lie under a document while it goes to the bin", async () => {
  for (let round = 0; round < 5; round++) {
    const [parent, document] = [await create(), await create()];
    await Promise.allSettled([
      run(updateDocument, world.as(), { document, parent }),
      run(binDocument, world.as(), { document: parent }),
      create({ parent }),
    ]);
  }
  const stray = { shelf: "live", parent: { shelf: "binned" } } as const;
  expect(await world.database.reader.document.count({ where: stray })).toBe(0);
});
