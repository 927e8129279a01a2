import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createProject } from "#lib/domain/projects/create-project";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { createKey } from "./create-key.ts";
import { listKeys } from "./list-keys.ts";

let world: World;
let projectId: string;
beforeAll(async () => {
  world = await makeWorld();
  projectId = (await run(createProject, world.as(), { key: "TURBO", name: "Turbo" })).id;
  for (const name of ["one", "two", "three"]) await run(createKey, world.as(), { name, projects: ["TURBO"] });
  await run(createKey, world.as(world.member), { name: "ben's" });
});
afterAll(() => world.close());

const names = async (...asked: Parameters<typeof world.as>) =>
  (await run(listKeys, world.as(...asked), {})).items.map((key) => key.name);

test("an owner sees everybody's keys, newest first, with whose they are", async () => {
  const { items } = await run(listKeys, world.as(), {});
  expect(items.map((key) => `${key.user} ${key.name}`)).toEqual(["ben ben's", "ada three", "ada two", "ada one"]);
  expect(items[1]).toMatchObject({ projects: ["TURBO"], lastUsedAt: null, revokedAt: null });
});

test("everybody else sees their own, and a key only itself, with its projects", async () => {
  expect(await names(world.member)).toEqual(["ben's"]);
  const row = await world.database.reader.apiKey.findFirstOrThrow({ where: { name: "two" } });
  const key = { id: row.id, name: row.name, kind: row.kind };
  for (const narrow of [{}, { scope: "read" }, { scope: "admin", projectIds: [projectId] }] as const) {
    const { items } = await run(listKeys, world.as(withKey(world.owner, { ...narrow, key })), {});
    expect(items).toMatchObject([{ name: "two", projects: ["TURBO"] }]);
  }
  expect(await names(withKey(world.owner, { scope: "admin", key }))).toHaveLength(4);
});

test("no answer holds a secret or a hash", async () => {
  const { items } = await run(listKeys, world.as(), {});
  for (const key of items) {
    expect(key).not.toHaveProperty("hash");
    expect(key).not.toHaveProperty("secret");
    expect(key.prefix).toHaveLength(14);
  }
});

test.each([
  ["everybody's", undefined],
  ["one's own", "member"],
] as const)("the pages of %s keys follow one another without a gap", async (_whose, role) => {
  const actor = role ? { ...world.owner, user: { ...world.owner.user, role } } : world.owner;
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await run(listKeys, world.as(actor), { limit: 2, cursor });
    seen.push(...page.items.map((key) => key.name));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual(await names(actor));
});
