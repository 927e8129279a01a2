import { afterEach, beforeEach, expect, test } from "vitest";
import { hashApiKey, isWholeApiKey } from "#lib/core/api-key";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { createProject } from "#lib/domain/projects/create-project";
import { countStatements } from "#lib/testing/count-statements";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { createKey } from "./create-key.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const keys = () => world.database.reader.apiKey.findMany();

async function project(key: string): Promise<string> {
  return (await run(createProject, world.as(), { key, name: `Project ${key}` })).id;
}

test("a key is made for who asks; its secret is answered once and kept as a hash", async () => {
  const made = await run(createKey, world.as(world.member), { name: "laptop" });
  expect(made).toMatchObject({
    name: "laptop",
    kind: "script",
    scope: "write",
    user: "ben",
    projects: null,
    expiresAt: null,
  });
  expect(isWholeApiKey(made.secret)).toBe(true);
  expect(made.secret.startsWith(made.prefix)).toBe(true);
  const [row] = await keys();
  expect(row).toMatchObject({ userId: world.member.user.id, hash: hashApiKey(made.secret) });
  const everything = JSON.stringify([row, await world.database.reader.event.findMany()]);
  expect(everything).not.toContain(made.secret.slice(14));
});

test("the event names the key and holds neither secret nor hash", async () => {
  const made = await run(createKey, world.as(), { name: "laptop", kind: "agent", scope: "read" });
  const [event] = await world.database.reader.event.findMany();
  expect(event?.changes).toMatchObject([
    {
      kind: "key",
      id: made.id,
      key: made.prefix,
      fields: { created: [false, true], kind: [null, "agent"], scope: [null, "read"] },
    },
  ]);
  expect(JSON.stringify(event)).not.toContain(hashApiKey(made.secret));
});

test("it can be limited to projects and in time", async () => {
  const [turbo] = [await project("TURBO"), await project("OTHER")];
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const made = await run(createKey, world.as(), { name: "ci", projects: ["turbo", turbo], expiresAt });
  expect(made).toMatchObject({ projects: ["TURBO"], expiresAt });
  expect((await keys())[0]?.projectIds).toEqual([turbo]);
});

test.each([
  [{ projects: ["NONE"] }, "not_found"],
  [{ projects: [] }, "invalid"],
  [{ expiresAt: "2020-01-01T00:00:00Z" }, "invalid"],
  [{ expiresAt: "tomorrow" }, "invalid"],
  [{ name: " " }, "invalid"],
  [{ scope: "root" }, "invalid"],
  [{ secret: "mine" }, "invalid"],
])("%j is refused", async (wrong, code) => {
  await expect(run(createKey, world.as(), { name: "x", ...wrong })).rejects.toMatchObject({ code });
  expect(await keys()).toEqual([]);
});

test("no key is wider than who makes it: not in scope, not in kind", async () => {
  const may = (actor: typeof world.owner, wanted: object) => run(createKey, world.as(actor), { name: "x", ...wanted });
  await expect(may(world.member, { scope: "admin" })).rejects.toMatchObject({ code: "forbidden" });
  const agent = withKey(world.owner, { scope: "admin" });
  await expect(may(agent, { kind: "person" })).rejects.toMatchObject({ code: "forbidden" });
  expect(await keys()).toEqual([]);
  expect(await may(agent, { kind: "agent" })).toMatchObject({ kind: "agent", user: "ada" });
});

test("a key makes keys only where it may do anything", async () => {
  const turbo = await project("TURBO");
  for (const narrow of [{}, { scope: "admin", projectIds: [turbo] }] as const) {
    const asked = run(createKey, world.as(withKey(world.owner, narrow)), { name: "x", projects: ["TURBO"] });
    await expect(asked).rejects.toMatchObject({ code: "forbidden" });
  }
  expect(await keys()).toEqual([]);
});

test("a key that ends makes only keys that end with it", async () => {
  const expiresAt = new Date(Date.now() + 3_600_000);
  const { id } = await run(createKey, world.as(), { name: "short", expiresAt: expiresAt.toISOString() });
  const actor = withKey(world.owner, { scope: "admin", key: { id, name: "short", kind: "script" } });
  const may = (until: string | null) => run(createKey, world.as(actor), { name: "next", expiresAt: until });
  await expect(may(null)).rejects.toMatchObject({ code: "forbidden" });
  await expect(may(new Date(expiresAt.getTime() + 1000).toISOString())).rejects.toMatchObject({ code: "forbidden" });
  expect((await may(expiresAt.toISOString())).expiresAt).toBe(expiresAt.toISOString());
});

test("a read-only key may not, and an idempotency key would keep the secret", async () => {
  const reader = withKey(world.owner, { scope: "read" });
  await expect(run(createKey, world.as(reader), { name: "x" })).rejects.toMatchObject({ code: "forbidden" });
  const repeated = world.as(world.owner, { idempotencyKey: newId() });
  await expect(run(createKey, repeated, { name: "x" })).rejects.toMatchObject({ code: "invalid" });
  expect(await world.database.reader.idempotencyKey.count()).toBe(0);
});

test("it takes few statements", async () => {
  await project("TURBO");
  const asked = () => run(createKey, world.as(), { name: "x", projects: ["TURBO"] });
  expect(await countStatements(world, asked)).toBeLessThanOrEqual(8);
});
