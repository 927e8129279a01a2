import { afterEach, beforeEach, expect, test } from "vitest";
import type { Context } from "#lib/core/context";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { namedIn } from "./named-in.ts";
import { saveReferences } from "./save-references.ts";

let world: World;
let id: string;
let other: string;
beforeEach(async () => {
  world = await makeWorld();
  for (const key of ["TUR", "OLD"]) await run(createProject, world.as(), { name: key, key });
  id = (await run(createIssue, world.as(), { project: "TUR", title: "First" })).id;
  other = (await run(createIssue, world.as(), { project: "OLD", title: "Other" })).id;
});
afterEach(() => world.close());

const save = (ctx: Context, texts: string[]) =>
  ctx.atomically((inner) => saveReferences(inner, { kind: "issue", id }, texts));
const kept = async () =>
  (await world.database.reader.reference.findMany({ where: { fromId: id } })).map((row) => `${row.toKind} ${row.toId}`);

test("what a text names is kept once, and what it no longer names is gone", async () => {
  await save(world.as(), ["See old-1, #OLD-1 and OLD-9.", "Project OLD is not a key of a thing."]);
  expect(await kept()).toEqual([`issue ${other}`]);
  await save(world.as(), ["Nothing"]);
  expect(await kept()).toEqual([]);
});

test("a limited key links only what it may see", async () => {
  const project = await world.database.reader.project.findUniqueOrThrow({ where: { key: "TUR" } });
  await save(world.as(withKey(world.owner, { projectIds: [project.id] })), ["See OLD-1 and TUR-1"]);
  expect(await kept()).toEqual([]);
});

test("keys and handles are read from prose, not from code, addresses and longer words", () => {
  expect(
    namedIn([
      "TUR-1, (#tur-2) TUR-DOC3. I-4 DEC-5; TUR-DEC6/TUR-MS7\n`TUR-8`\n```\nTUR-9 @code\n```",
      "https://x.example/TUR-10 a@mail.example XTUR-11-b @Ada, @ben: UTF-8x, TUR-12.",
    ]),
  ).toEqual({ keys: ["TUR-1", "TUR-2", "TUR-DOC3", "I-4", "DEC-5", "TUR-DEC6", "TUR-12"], handles: ["ada", "ben"] });
});
