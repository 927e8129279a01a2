import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createProject } from "#lib/domain/projects/create-project";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { createDocument } from "./create-document.ts";
import { binDocument } from "./shelf.ts";
import { updateDocument } from "./update-document.ts";
import { uploadDocument } from "./upload-document.ts";

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

test("two that come to lie under each other at once make no circle", async () => {
  for (let round = 0; round < 5; round++) {
    const [a, b] = [await create(), await create()];
    const results = await Promise.allSettled([
      run(updateDocument, world.as(), { document: a, parent: b }),
      run(updateDocument, world.as(), { document: b, parent: a }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  }
});

test("of several that save the same version at once one does, and the others are told", async () => {
  const document = await create({ body: "One" });
  const results = await Promise.allSettled(
    ["Two", "Three", "Four"].map((body) => run(updateDocument, world.as(), { document, body, version: 1 })),
  );
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
  for (const result of results)
    if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "conflict" });
  const [row] = await world.database.reader.document.findMany();
  expect(row).toMatchObject({ version: 2, lastRevision: 2 });
  expect(await world.database.reader.revision.count()).toBe(2);
});

test("the same file that is uploaded several times at once is one document", async () => {
  for (let round = 0; round < 5; round++) {
    const file = { project: "TUR", path: `docs/${round}.md`, text: `# Page ${round}` };
    const all = await Promise.all(Array.from({ length: 4 }, () => run(uploadDocument, world.as(), file)));
    expect(all.map(({ outcome }) => outcome).sort()).toEqual(["created", "unchanged", "unchanged", "unchanged"]);
  }
});

test("of three agents that write a document of one title at once, two are told of the first", async () => {
  const agent = () => world.as(withKey(world.owner));
  const wanted = { project: "TUR", title: "Release plan" };
  const answers = await Promise.allSettled([1, 2, 3].map(() => run(createDocument, agent(), wanted)));
  const refused = answers.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []));
  expect(refused).toHaveLength(2);
  for (const reason of refused) expect(reason).toContain('There is already: TUR-DOC1 "Release plan"');
  expect(await world.database.reader.document.count()).toBe(1);
  const also = await run(createDocument, agent(), { ...wanted, confirm: true });
  expect(also.similar).toMatchObject([{ key: "TUR-DOC1", title: "Release plan" }]);
});
