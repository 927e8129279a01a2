import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "#lib/core/actor";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { listSignIns } from "./list-sign-ins.ts";
import { revokeSignIn } from "./revoke-sign-in.ts";

const HOUR = 3_600_000;

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

async function signIn(actor: Actor, userAgent: string, age = 0, life = HOUR): Promise<Actor> {
  const createdAt = new Date(Date.now() - age);
  const id = newId();
  const row = {
    id,
    createdAt,
    userId: actor.user.id,
    userAgent,
    lastSeenAt: createdAt,
    expiresAt: new Date(Date.now() + life),
  };
  await world.database.write((tx) => tx.signIn.createMany({ data: [row] }));
  return { ...actor, signInId: id };
}

const browsers = async (actor: Actor, input: object = {}) =>
  (await run(listSignIns, world.as(actor), input)).items.map(
    (row) => `${row.userAgent}${row.current ? " (this one)" : ""}`,
  );

test("one's own open sign-ins are listed, newest first, and this one is marked", async () => {
  await signIn(world.owner, "Safari", 2 * HOUR);
  const here = await signIn(world.owner, "Firefox", HOUR);
  await signIn(world.owner, "Chromium");
  await signIn(world.owner, "expired", 3 * HOUR, -1);
  await signIn(world.member, "Ben's");
  expect(await browsers(here)).toEqual(["Chromium", "Firefox (this one)", "Safari"]);
});

test("pages follow one another without a gap", async () => {
  for (const [place, name] of ["a", "b", "c"].entries()) await signIn(world.owner, name, place * HOUR);
  const first = await run(listSignIns, world.as(), { limit: 2 });
  const second = await run(listSignIns, world.as(), { limit: 2, cursor: first.nextCursor ?? "" });
  expect([...first.items, ...second.items].map((row) => row.userAgent)).toEqual(["a", "b", "c"]);
  expect(second.nextCursor).toBeNull();
});

test("a revoked sign-in is gone from the list, and revoking it again changes nothing", async () => {
  const [here, there] = [await signIn(world.owner, "Firefox", HOUR), await signIn(world.owner, "Chromium")];
  const answer = { id: there.signInId, current: false };
  expect(await run(revokeSignIn, world.as(here), { signIn: there.signInId })).toEqual(answer);
  expect(await run(revokeSignIn, world.as(here), { signIn: there.signInId })).toEqual(answer);
  expect(await browsers(here)).toEqual(["Firefox (this one)"]);
  expect(await world.database.reader.event.count()).toBe(1);
});

test("current is the browser that asks", async () => {
  const here = await signIn(world.member, "Firefox");
  expect(await run(revokeSignIn, world.as(here), { signIn: "current" })).toEqual({ id: here.signInId, current: true });
  const key = withKey(world.owner, { kind: "person", scope: "admin" });
  await expect(run(revokeSignIn, world.as(key), { signIn: "current" })).rejects.toMatchObject({ code: "not_found" });
});

test("another person's sign-in is not found; the owner ends it", async () => {
  const [ada, ben] = [await signIn(world.owner, "Firefox"), await signIn(world.member, "Safari")];
  const asked = run(revokeSignIn, world.as(ben), { signIn: ada.signInId });
  await expect(asked).rejects.toMatchObject({ code: "not_found" });
  expect((await run(revokeSignIn, world.as(ada), { signIn: ben.signInId })).current).toBe(false);
});

test("no key sees or ends a sign-in, unless it may do anything and is no agent's", async () => {
  const here = await signIn(world.owner, "Firefox");
  const person = (options: Partial<Actor>) => withKey(world.owner, { kind: "person", ...options });
  for (const actor of [person({ scope: "read" }), person({}), person({ scope: "admin", projectIds: [] })]) {
    await expect(browsers(actor)).rejects.toMatchObject({ code: "forbidden" });
    const asked = run(revokeSignIn, world.as(actor), { signIn: here.signInId });
    await expect(asked).rejects.toMatchObject({ code: "forbidden" });
  }
  const agent = withKey(world.owner, { scope: "admin" });
  await expect(run(revokeSignIn, world.as(agent), { signIn: here.signInId })).rejects.toMatchObject({
    code: "forbidden",
  });
  const wide = person({ scope: "admin" });
  expect(await browsers(wide)).toEqual(["Firefox"]);
  await run(revokeSignIn, world.as(wide), { signIn: here.signInId });
  expect(await browsers(wide)).toEqual([]);
});
