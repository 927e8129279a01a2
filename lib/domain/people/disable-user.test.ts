import { afterEach, beforeEach, expect, test } from "vitest";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { disableUser } from "./disable-user.ts";
import { enableUser } from "./enable-user.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

test("a disabled person's sign-ins end; enabled again, the person is back without them", async () => {
  const now = new Date();
  const row = { id: newId(), createdAt: now, userId: world.member.user.id, userAgent: "Firefox", lastSeenAt: now };
  await world.database.write((tx) =>
    tx.signIn.createMany({ data: [{ ...row, expiresAt: new Date(now.getTime() + 60_000) }] }),
  );
  expect((await run(disableUser, world.as(), { user: "@Ben" })).disabledAt).not.toBeNull();
  const signIn = () => world.database.reader.signIn.findUniqueOrThrow({ where: { id: row.id } });
  expect((await signIn()).revokedAt).not.toBeNull();
  expect((await run(enableUser, world.as(), { user: "ben" })).disabledAt).toBeNull();
  expect((await signIn()).revokedAt).not.toBeNull();
  const operations = (await world.database.reader.event.findMany({ orderBy: { number: "asc" } })).map(
    (event) => event.operation,
  );
  expect(operations).toEqual(["users.disable", "users.enable"]);
});

test("doing it twice changes nothing", async () => {
  const first = await run(disableUser, world.as(), { user: "ben" });
  expect(await run(disableUser, world.as(), { user: "ben" })).toEqual(first);
  await run(enableUser, world.as(), { user: "ben" });
  await run(enableUser, world.as(), { user: world.member.user.id });
  expect(await world.database.reader.event.count()).toBe(2);
});

test("nobody disables themselves, nor the only owner", async () => {
  await expect(run(disableUser, world.as(), { user: "ada" })).rejects.toMatchObject({ code: "refused" });
  const system = { ...world.owner, user: { ...world.owner.user, id: newId(), system: true } };
  await expect(run(disableUser, world.as(system), { user: "ada" })).rejects.toThrow("only owner");
});

test("a person who is not there is not found, and the likeliest is named", async () => {
  await expect(run(disableUser, world.as(), { user: "bem" })).rejects.toMatchObject({ code: "not_found" });
  await expect(run(enableUser, world.as(), { user: "bem" })).rejects.toThrow('Did you mean "ben"?');
});

test("members, write keys and agents may not", async () => {
  for (const actor of [world.member, withKey(world.owner), withKey(world.owner, { scope: "admin" })]) {
    await expect(run(disableUser, world.as(actor), { user: "ben" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(run(enableUser, world.as(actor), { user: "ben" })).rejects.toMatchObject({ code: "forbidden" });
  }
});
