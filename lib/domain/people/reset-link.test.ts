import { afterEach, beforeEach, expect, test } from "vitest";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { fitsPassword } from "#lib/core/password";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { disableUser } from "./disable-user.ts";
import { enableUser } from "./enable-user.ts";
import { findResetLink } from "./links.ts";
import { makeResetLink } from "./make-reset-link.ts";
import { resetPassword } from "./reset-password.ts";
import { setPassword } from "./set-password.ts";

const PASSWORD = "a boat on the lake";
const HOUR = 60 * 60_000;

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

async function linkFor(user = "ben") {
  const made = await run(makeResetLink, world.as(), { user });
  return { ...made, token: new URL(made.url).searchParams.get("token") ?? "" };
}

const reset = (token: string, password = PASSWORD) => run(resetPassword, world.as(world.member), { token, password });

async function signIn(userId: string): Promise<string> {
  const [id, now] = [newId(), new Date()];
  const row = { id, createdAt: now, userId, userAgent: "Firefox", lastSeenAt: now };
  await world.database.write((tx) =>
    tx.signIn.createMany({ data: [{ ...row, expiresAt: new Date(now.getTime() + HOUR) }] }),
  );
  return id;
}

test("a link sets a new password once, and the sign-ins of that person end", async () => {
  const [theirs, others] = [await signIn(world.member.user.id), await signIn(world.owner.user.id)];
  const { token, url, expiresAt } = await linkFor("@Ben");
  expect(url).toMatch(/\/reset\?token=[\w-]{43}$/);
  expect(Math.round((Date.parse(expiresAt) - Date.now()) / HOUR)).toBe(24);
  expect(await reset(token)).toEqual({ endedSignIns: 1 });
  const { reader } = world.database;
  const ben = await reader.user.findUniqueOrThrow({ where: { id: world.member.user.id } });
  expect(await fitsPassword(PASSWORD, ben.passwordHash)).toBe(true);
  expect((await reader.signIn.findUniqueOrThrow({ where: { id: theirs } })).revokedAt).not.toBeNull();
  expect((await reader.signIn.findUniqueOrThrow({ where: { id: others } })).revokedAt).toBeNull();
  await expect(reset(token, "quite another one")).rejects.toThrow("used already");
  const kept = JSON.stringify([await reader.event.findMany(), await reader.oneTimeToken.findMany()]);
  expect(kept).toContain("users.reset_password");
  expect(kept).not.toMatch(new RegExp(`${token}|boat|argon2`));
});

test("of two who use one link at once, one sets the password", async () => {
  const { token } = await linkFor();
  const answers = await Promise.allSettled(["one of them in here", "two of them in here"].map((p) => reset(token, p)));
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a new link, a new password and being disabled end the links before", async () => {
  const works = async (token: string) => typeof (await findResetLink(world.as(), token)) === "object";
  const first = await linkFor();
  const second = await linkFor();
  expect([await works(first.token), await works(second.token)]).toEqual([false, true]);
  await run(setPassword, world.as(world.member), { password: PASSWORD });
  expect(await works(second.token)).toBe(false);
  const third = await linkFor();
  await run(disableUser, world.as(), { user: "ben" });
  await expect(reset(third.token)).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(linkFor()).rejects.toMatchObject({ code: "refused" });
  await run(enableUser, world.as(), { user: "ben" });
  expect(await works(third.token)).toBe(false);
});

test("a link that ran out, one for something else and one made up set nothing", async () => {
  const { token } = await linkFor();
  await expect(reset("made up")).rejects.toMatchObject({ code: "unauthenticated" });
  await world.database.write((tx) =>
    tx.oneTimeToken.updateMany({ where: {}, data: { expiresAt: new Date(Date.now() - 1) } }),
  );
  await expect(reset(token)).rejects.toMatchObject({ code: "unauthenticated" });
  expect((await world.database.reader.user.findFirst({ where: { handle: "ben" } }))?.passwordHash).toBeNull();
});

test("members and agents make no links, and nobody makes one for the system user", async () => {
  for (const actor of [world.member, withKey(world.owner), withKey(world.owner, { scope: "admin" })]) {
    await expect(run(makeResetLink, world.as(actor), { user: "ben" })).rejects.toMatchObject({ code: "forbidden" });
  }
  await expect(linkFor("system")).rejects.toMatchObject({ code: "not_found" });
});
