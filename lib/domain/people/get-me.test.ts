import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { getMe } from "./get-me.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

test("a person in a browser is told who they are", async () => {
  expect(await run(getMe, world.as(), {})).toEqual({
    user: {
      id: world.owner.user.id,
      handle: "ada",
      name: "Ada Lindqvist",
      email: null,
      projects: null,
      role: "owner",
      hasPassword: false,
      version: 1,
    },
    key: null,
    scope: "admin",
    session: null,
  });
});

test("a key is told its own name, scope and session", async () => {
  const actor = withKey(world.member, { scope: "read", session: "s-9" });
  const me = await run(getMe, world.as(actor), {});
  expect(me).toMatchObject({
    user: { handle: "ben" },
    key: { name: "test key", kind: "agent" },
    scope: "read",
    session: "s-9",
  });
});
