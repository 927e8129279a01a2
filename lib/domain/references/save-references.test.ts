import { afterEach, beforeEach, expect, test } from "vitest";
import type { Context } from "#lib/core/context";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { countStatements } from "#lib/testing/count-statements";
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

test("an excerpt shows the place where somebody is named, in a text of any length", async () => {
  const words = "Benefits of the new server. ".repeat(20_000);
  await save(world.as(), ["One", `${words}Ask @ben and @nobody. ${words}`]);
  const { excerpt } = await world.database.reader.inboxItem.findFirstOrThrow({ where: { sourceId: id } });
  expect(excerpt).toContain("Ask @ben and");
  expect(excerpt.length).toBeLessThanOrEqual(160);
});

test("what a thing is found by is written together with what it names", async () => {
  const entry = (body: string) => ({ kind: "issue" as const, subject: id, project: null, title: "First", body });
  const write = (body: string, before: string) => () =>
    world
      .as()
      .atomically((inner) =>
        saveReferences(inner, { kind: "issue", id }, [body], { before: [before], entry: entry(body) }),
      );
  const found = async (text: string) =>
    (await world.database.search.find(world.database.reader, { text, order: "newest", limit: 9, offset: 0 })).length;
  await write("Zebras see OLD-1", "Nothing")();
  expect([await kept(), await found("zebras")]).toEqual([[`issue ${other}`], 1]);
  // Where the same is named as before, only the words are written.
  expect(await countStatements(world, write("Yaks see OLD-1", "Zebras see OLD-1"))).toBe(1);
  await write("Yaks see nothing", "Yaks see OLD-1")();
  expect([await kept(), await found("zebras"), await found("yaks")]).toEqual([[], 0, 1]);
});

test("keys and handles are read from prose, not from code, addresses and longer words", () => {
  expect(
    namedIn(
      [
        "TUR-1, (#tur-2) TUR-DOC3. I-4 DEC-5; TUR-DEC6/TUR-MS7\n`TUR-8`\n```\nTUR-9 @code\n```",
        "https://x.example/TUR-10 a@mail.example XTUR-11-b @Ada, @ben: UTF-8x, TUR-12.",
      ],
      [],
    ),
  ).toMatchObject({
    keys: ["TUR-1", "TUR-2", "TUR-DOC3", "I-4", "DEC-5", "TUR-DEC6", "TUR-MS7", "TUR-12"],
    handles: ["ada", "ben"],
  });
});

test("an address of this instance names what it leads to, one of another does not", async () => {
  const actor = { ...world.owner, host: "plan.example" };
  await save(world.as(actor), ["https://elsewhere.example/issues/OLD-1"]);
  expect(await kept()).toEqual([]);
  await save(world.as(actor), ["看https://plan.example/issues/OLD-1。"]);
  expect(await kept()).toEqual([`issue ${other}`]);
});

test("people are told in texts of any script, and not by code, packages and addresses", async () => {
  await save(world.as(), ["`@ben` @ben/core a@ben.example \\@ben <!-- @ben -->"]);
  expect(await kept()).toEqual([]);
  await save(world.as(), ["你好@ben，谢谢"]);
  expect(await kept()).toEqual([`user ${world.member.user.id}`]);
  const { excerpt } = await world.database.reader.inboxItem.findFirstOrThrow({
    where: { userId: world.member.user.id },
  });
  expect(excerpt).toBe("你好@ben，谢谢");
});
