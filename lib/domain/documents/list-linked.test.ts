import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createProject } from "#lib/domain/projects/create-project";
import { countStatements } from "#lib/testing/count-statements";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { linkedPaths } from "./linked-path.ts";
import { listLinked } from "./list-linked.ts";
import { binDocument } from "./shelf.ts";
import { uploadDocument } from "./upload-document.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  for (const key of ["TUR", "OTH"]) await run(createProject, world.as(), { name: key, key });
  for (const path of ["README.md", "guide/README.md", "guide/deep/a.md", "other.md"])
    await run(uploadDocument, world.as(), { project: "TUR", path, text: `# ${path}` });
});
afterEach(() => world.close());

const PATHS = ["../../README.md", "..", "a", "./a.md", "../../other.md", "../../../README.md", "../x.md", "."];
const linked = async (actor = world.owner, project = "TUR") => {
  const asked = { project, source: "guide/deep/a.md", paths: PATHS };
  const { items } = await run(listLinked, world.as(actor), asked);
  return Object.fromEntries(items.map(({ path, key }) => [path, key]));
};

test("links of a loaded text lead to what was loaded from there, folders and names without an ending included", async () => {
  expect(await linked()).toEqual({
    "../../README.md": "TUR-DOC1",
    "..": "TUR-DOC2",
    a: "TUR-DOC3",
    "./a.md": "TUR-DOC3",
    "../../other.md": "TUR-DOC4",
  });
  expect(await countStatements(world, () => linked())).toBe(1);
});

test("they lead to nothing in the bin, of another project or out of reach", async () => {
  await run(binDocument, world.as(), { document: "TUR-DOC1" });
  expect(await linked()).not.toHaveProperty("../../README.md");
  expect(await linked(world.owner, "OTH")).toEqual({});
  expect(await linked(withKey(world.owner, { projectIds: [] }))).toEqual({});
});

test("a path that leads out of the folder that was loaded leads nowhere", () => {
  expect(linkedPaths("guide/a.md", "../../x.md")).toEqual([]);
  expect(linkedPaths("guide/", "x.md")[0]).toBe("guide/x.md");
});
