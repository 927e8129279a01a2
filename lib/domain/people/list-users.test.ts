import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { listUsers } from "./list-users.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  const now = new Date();
  const row = (handle: string, system = false) => ({
    id: newId(),
    createdAt: now,
    updatedAt: now,
    handle,
    name: handle,
    system,
  });
  await world.database.write((tx) => tx.user.createMany({ data: [row("zoe"), row("cem"), row("system", true)] }));
});
afterAll(() => world.close());

test("everybody is listed by handle, without the system user and without secrets", async () => {
  const { items, nextCursor, total } = await run(listUsers, world.as(withKey(world.member, { scope: "read" })), {
    total: true,
  });
  expect(items.map((user) => user.handle)).toEqual(["ada", "ben", "cem", "zoe"]);
  expect(nextCursor).toBeNull();
  expect(total).toBe(4);
  expect(items[0]).not.toHaveProperty("passwordHash");
});

test("pages follow one another without a gap", async () => {
  const first = await run(listUsers, world.as(), { limit: 3 });
  const second = await run(listUsers, world.as(), { limit: 3, cursor: first.nextCursor ?? "" });
  expect([...first.items, ...second.items].map((user) => user.handle)).toEqual(["ada", "ben", "cem", "zoe"]);
  expect(second.nextCursor).toBeNull();
});
