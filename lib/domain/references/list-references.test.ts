import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createComment } from "#lib/domain/comments/create-comment";
import { createIssue } from "#lib/domain/issues/create-issue";
import { binIssue } from "#lib/domain/issues/shelf";
import { createProject } from "#lib/domain/projects/create-project";
import { countStatements } from "#lib/testing/count-statements";
import { refusal } from "#lib/testing/refusal";
import { seedNouns } from "#lib/testing/seed-nouns";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { listReferences } from "./list-references.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  for (const key of ["TUR", "OTH"]) await run(createProject, world.as(), { name: key, key });
  await run(createIssue, world.as(), { project: "TUR", title: "First" });
  await seedNouns(world, "TUR");
});
afterEach(() => world.close());

const named = async (on: string, more: object = {}, actor = world.owner) =>
  (await run(listReferences, world.as(actor), { on, ...more })).items;

test("what names a thing is listed with its title, the latest first, and in the other direction", async () => {
  await run(createIssue, world.as(), {
    project: "TUR",
    title: "After TUR-1",
    description: "See TUR-DOC1 and I-1, @ben",
  });
  const comment = await run(createComment, world.as(), { on: "TUR-DEC1", body: "Because of TUR-1" });
  expect(await named("TUR-1")).toMatchObject([
    { source: { kind: "comment", id: comment.id }, on: { kind: "decision", key: "TUR-DEC1", title: "Use one index" } },
    { source: null, on: { kind: "issue", key: "TUR-2", title: "After TUR-1" } },
  ]);
  expect((await named("TUR-2", { direction: "to" })).map(({ on }) => on.key).sort()).toEqual([
    "I-1",
    "TUR-1",
    "TUR-DOC1",
  ]);
  expect(await named("TUR-DOC1")).toMatchObject([{ on: { key: "TUR-2" } }]);
});

test("what lies in the bin or may not be seen names nothing", async () => {
  await run(createIssue, world.as(), { project: "OTH", title: "Like TUR-1" });
  await run(createIssue, world.as(), { project: "TUR", title: "After TUR-1" });
  await run(binIssue, world.as(), { issue: "TUR-2" });
  expect((await named("TUR-1")).map(({ on }) => on.key)).toEqual(["OTH-1"]);
  const { id } = await world.database.reader.project.findUniqueOrThrow({ where: { key: "TUR" } });
  expect(await named("TUR-1", {}, withKey(world.owner, { projectIds: [id] }))).toEqual([]);
  const stranger = withKey(world.owner, { projectIds: [] });
  expect(await refusal(named("TUR-1", {}, stranger))).toMatchObject({ code: "not_found" });
});

test("pages follow one another, each in two statements", async () => {
  for (let place = 0; place < 5; place++)
    await run(createIssue, world.as(), { project: "TUR", title: `TUR-1 ${place}` });
  const seen: string[] = [];
  for (let cursor: string | null = null; ; ) {
    const page: { items: { on: { key: string } }[]; nextCursor: string | null } = await run(
      listReferences,
      world.as(),
      {
        on: "TUR-1",
        limit: 2,
        ...(cursor ? { cursor } : {}),
      },
    );
    seen.push(...page.items.map(({ on }) => on.key));
    cursor = page.nextCursor;
    if (!cursor) break;
  }
  expect(seen).toEqual(["TUR-6", "TUR-5", "TUR-4", "TUR-3", "TUR-2"]);
  expect(await countStatements(world, () => named("TUR-1"))).toBe(2);
});
