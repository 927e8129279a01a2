import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { updateMe } from "./update-me.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const events = () => world.database.reader.event.findMany({ orderBy: { number: "asc" } });

test("name, handle and e-mail change, and the event tells the difference", async () => {
  const me = await run(updateMe, world.as(), { name: "Ada L.", handle: "Ada.L", email: "Ada@Example.org" });
  expect(me.user).toMatchObject({ name: "Ada L.", handle: "ada.l", email: "ada@example.org", version: 2 });
  const [event] = await events();
  expect(event?.changes).toMatchObject([
    {
      kind: "user",
      key: "ada.l",
      fields: { name: ["Ada Lindqvist", "Ada L."], handle: ["ada", "ada.l"], email: [null, "ada@example.org"] },
    },
  ]);
});

test("what is left out stays, null clears the e-mail, and saying the same changes nothing", async () => {
  await run(updateMe, world.as(), { email: "ada@example.org" });
  expect((await run(updateMe, world.as(), { name: "Ada" })).user.email).toBe("ada@example.org");
  expect((await run(updateMe, world.as(), { email: null })).user.email).toBeNull();
  const before = await events();
  expect((await run(updateMe, world.as(), { name: "Ada", handle: "ADA" })).user.version).toBe(4);
  expect(await events()).toEqual(before);
});

test("another person's handle or e-mail is refused, and so is one that means somebody else", async () => {
  await run(updateMe, world.as(world.member), { email: "ben@example.org" });
  await expect(run(updateMe, world.as(), { handle: "Ben" })).rejects.toMatchObject({ fields: [{ path: "handle" }] });
  await expect(run(updateMe, world.as(), { email: "BEN@example.org" })).rejects.toMatchObject({
    fields: [{ path: "email" }],
  });
  for (const handle of ["me", "System", "", "with space", "-dash", "a".repeat(40)]) {
    await expect(run(updateMe, world.as(), { handle })).rejects.toMatchObject({ code: "invalid" });
  }
});

test("a stale version writes nothing and shows how it is now", async () => {
  await run(updateMe, world.as(), { name: "Ada" });
  await expect(run(updateMe, world.as(), { name: "Eve", version: 1 })).rejects.toMatchObject({
    code: "conflict",
    current: { name: "Ada", version: 2 },
  });
});

test("an agent's key, a read-only key and the system user may not", async () => {
  const changes = { name: "Eve" };
  await expect(run(updateMe, world.as(withKey(world.owner)), changes)).rejects.toMatchObject({ code: "forbidden" });
  const reader = withKey(world.owner, { kind: "person", scope: "read" });
  await expect(run(updateMe, world.as(reader), changes)).rejects.toMatchObject({ code: "forbidden" });
  const system = { ...world.owner, user: { ...world.owner.user, system: true } };
  await expect(run(updateMe, world.as(system), changes)).rejects.toMatchObject({ code: "forbidden" });
});
