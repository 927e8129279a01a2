import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { makeWorld, type World } from "#lib/testing/world";
import { createProject } from "./create-project.ts";
import { binProject, restoreProject } from "./shelf.ts";
import { updateProject } from "./update-project.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
});
afterEach(() => world.close());

const project = "TUR";
const stored = () => world.database.reader.project.findFirstOrThrow({ where: { key: project } });

test("a project that is changed while it goes to the bin gets a version for each of the two", async () => {
  for (let round = 0; round < 5; round++) {
    const { version } = await run(restoreProject, world.as(), { project });
    const results = await Promise.allSettled([
      run(updateProject, world.as(), { project, name: `Turbo ${round}` }),
      run(binProject, world.as(), { project }),
    ]);
    const done = results.filter(({ status }) => status === "fulfilled").length;
    expect(await stored()).toMatchObject({ version: version + done, shelf: "binned" });
  }
});

test("of several that put a project in the bin at once one does", async () => {
  const { version } = await stored();
  await Promise.all(Array.from({ length: 4 }, () => run(binProject, world.as(), { project })));
  expect(await stored()).toMatchObject({ version: version + 1, shelf: "binned" });
  expect(await world.database.reader.event.count({ where: { operation: "projects.bin" } })).toBe(1);
});
