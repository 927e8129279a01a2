import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { countStatements } from "#lib/testing/count-statements";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { createKey } from "./create-key.ts";
import { revokeKey } from "./revoke-key.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const make = (actor = world.member) => run(createKey, world.as(actor), { name: "laptop" });

test("a key is revoked by id, by prefix, or by the whole key pasted", async () => {
  for (const name of ["id", "prefix", "secret"] as const) {
    const made = await make();
    const revoked = await run(revokeKey, world.as(world.member), { key: made[name] });
    expect(revoked).toMatchObject({ id: made.id, name: "laptop" });
    expect(revoked.revokedAt).not.toBeNull();
  }
  const operations = await world.database.reader.event.findMany({ where: { operation: "keys.revoke" } });
  expect(operations).toHaveLength(3);
});

test("a second time changes nothing", async () => {
  const { id } = await make();
  const first = await run(revokeKey, world.as(world.member), { key: id });
  expect(await run(revokeKey, world.as(world.member), { key: id })).toEqual(first);
  expect(await world.database.reader.event.count()).toBe(2);
});

test("another person's key is not found; the owner revokes it", async () => {
  const mine = await make(world.owner);
  await expect(run(revokeKey, world.as(world.member), { key: mine.id })).rejects.toMatchObject({ code: "not_found" });
  const theirs = await make();
  expect((await run(revokeKey, world.as(), { key: theirs.prefix })).revokedAt).not.toBeNull();
});

test("a key that is not there is not found, and the answer does not repeat a pasted secret", async () => {
  const secret = `turbo_${"0".repeat(46)}`;
  const asked = run(revokeKey, world.as(), { key: secret });
  await expect(asked).rejects.toThrow('"turbo_00000000"');
});

test("a read-only key may not, and a key ends only itself, unless it may do anything", async () => {
  const { id } = await make();
  const reader = withKey(world.member, { scope: "read" });
  await expect(run(revokeKey, world.as(reader), { key: id })).rejects.toMatchObject({ code: "forbidden" });
  const narrow = [
    {},
    { kind: "script" },
    { kind: "script", scope: "admin", projectIds: ["p"] },
    { scope: "admin" },
  ] as const;
  for (const options of narrow) {
    const other = run(revokeKey, world.as(withKey(world.owner, options)), { key: id });
    await expect(other).rejects.toMatchObject({ code: "forbidden" });
  }
  const nothing = run(revokeKey, world.as(withKey(world.member)), { key: "turbo_nothing" });
  await expect(nothing).rejects.toMatchObject({ code: "forbidden" });
  const itself = withKey(world.member, { projectIds: ["p"], key: { id, name: "laptop", kind: "agent" } });
  expect((await run(revokeKey, world.as(itself), { key: id })).revokedAt).not.toBeNull();
  const another = await make();
  const wide = withKey(world.owner, { kind: "script", scope: "admin" });
  expect((await run(revokeKey, world.as(wide), { key: another.id })).revokedAt).not.toBeNull();
});

test("it takes few statements", async () => {
  const { id } = await make();
  expect(await countStatements(world, () => run(revokeKey, world.as(), { key: id }))).toBeLessThanOrEqual(8);
});
