import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "#lib/core/actor";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { fitsPassword } from "#lib/core/password";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { setPassword } from "./set-password.ts";

const FIRST = "a boat on the lake";
const SECOND = "a train in the snow";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const stored = async () =>
  (await world.database.reader.user.findUniqueOrThrow({ where: { id: world.owner.user.id } })).passwordHash;

async function signIn(actor: Actor): Promise<Actor> {
  const now = new Date();
  const row = { id: newId(), createdAt: now, userId: actor.user.id, userAgent: "Firefox", lastSeenAt: now };
  const expiresAt = new Date(now.getTime() + 60_000);
  await world.database.write((tx) => tx.signIn.createMany({ data: [{ ...row, expiresAt }] }));
  return { ...actor, signInId: row.id };
}

test("a first password is set without an old one; the next asks for it", async () => {
  await run(setPassword, world.as(), { password: FIRST });
  expect(await fitsPassword(FIRST, await stored())).toBe(true);
  for (const oldPassword of [undefined, SECOND]) {
    const asked = run(setPassword, world.as(), { password: SECOND, oldPassword });
    await expect(asked).rejects.toMatchObject({ code: "invalid", fields: [{ path: "oldPassword" }] });
  }
  expect(await fitsPassword(FIRST, await stored())).toBe(true);
  await run(setPassword, world.as(), { password: SECOND, oldPassword: FIRST });
  expect(await fitsPassword(SECOND, await stored())).toBe(true);
});

test("a browser that somebody found cannot guess the password: after five wrong tries one waits", async () => {
  await run(setPassword, world.as(), { password: FIRST });
  const guess = (oldPassword: string) => run(setPassword, world.as(), { password: SECOND, oldPassword });
  for (let turn = 0; turn < 5; turn++) await expect(guess(`guess ${turn}`)).rejects.toMatchObject({ code: "invalid" });
  await expect(guess(FIRST)).rejects.toMatchObject({ code: "limited" });
});

test("the other sign-ins of that person end, and nobody else's", async () => {
  const [here, there, ben] = [await signIn(world.owner), await signIn(world.owner), await signIn(world.member)];
  expect(await run(setPassword, world.as(here), { password: FIRST })).toEqual({ endedSignIns: 1 });
  const rows = await world.database.reader.signIn.findMany({ where: { revokedAt: { not: null } } });
  expect(rows.map((row) => row.id)).toEqual([there.signInId]);
  expect(ben.signInId).not.toBeNull();
});

test("neither the event nor a remembered answer holds the password or its hash", async () => {
  await run(setPassword, world.as(), { password: FIRST });
  const everything = JSON.stringify([
    await world.database.reader.event.findMany(),
    await world.database.reader.idempotencyKey.findMany(),
  ]);
  expect(everything).toContain('"password"');
  expect(everything).not.toContain(FIRST);
  expect(everything).not.toContain("argon2");
  const repeated = run(setPassword, world.as(world.owner, { idempotencyKey: "k" }), {
    password: SECOND,
    oldPassword: FIRST,
  });
  await expect(repeated).rejects.toMatchObject({ code: "invalid" });
});

test.each([
  ["short", "at least 10"],
  ["x".repeat(201), "at most 200"],
])("the password %j is refused with its limit", async (password, limit) => {
  await expect(run(setPassword, world.as(), { password })).rejects.toThrow(limit);
});

test("no agent's key may, a script's key not the first one, a read-only key never", async () => {
  const may = (actor: Actor) => run(setPassword, world.as(actor), { password: FIRST });
  await expect(may(withKey(world.owner, { scope: "admin" }))).rejects.toMatchObject({ code: "forbidden" });
  await expect(may(withKey(world.owner, { kind: "script" }))).rejects.toMatchObject({ code: "forbidden" });
  await expect(may(withKey(world.owner, { kind: "person", scope: "read" }))).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await stored()).toBeNull();
  await may(withKey(world.owner, { kind: "script", scope: "admin" }));
  expect(await stored()).not.toBeNull();
});
