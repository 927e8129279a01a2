import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { signInByPasskey } from "#lib/auth/sign-in-by-passkey";
import type { Actor } from "#lib/core/actor";
import { loadConfig, settleConfig } from "#lib/core/config";
import { makeOneTimeToken } from "#lib/core/one-time-token";
import { run } from "#lib/core/operation";
import { disableUser } from "#lib/domain/people/disable-user";
import { setPassword } from "#lib/domain/people/set-password";
import { SoftPasskey } from "#lib/testing/soft-passkey";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { addPasskey, beginPasskey } from "./add-passkey.ts";
import { listSignInMethods } from "./list-sign-in-methods.ts";
import { removePasskey } from "./remove-passkey.ts";

const PASSWORD = "a boat on the lake";
const HERE = { origin: "https://turbo.example.org", host: "turbo.example.org" };
const THERE = { origin: "https://evil.example", host: "evil.example" };

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => {
  vi.useRealTimers();
  await world.close();
});

async function add(actor: Actor, passkey: SoftPasskey, { name = "Phone", at = HERE } = {}) {
  const { challenge } = await run(beginPasskey, world.as(actor), { place: HERE });
  return run(addPasskey, world.as(actor), { name, place: HERE, response: passkey.made(challenge, at) });
}

const challenge = () => makeOneTimeToken(world.database, "passkey");

async function signIn(passkey: SoftPasskey, { at = HERE, of = challenge() } = {}): Promise<string> {
  return signInByPasskey(world.database, HERE, passkey.used(await of, at));
}

const REFUSED = { code: "unauthenticated" };

test("several passkeys each sign their person in, and each is listed with its name and last use", async () => {
  const [phone, stick] = [new SoftPasskey(), new SoftPasskey()];
  await add(world.owner, phone);
  await add(world.owner, stick, { name: "Stick" });
  expect(await signIn(stick)).toBe(world.owner.user.id);
  const { passkeys } = await run(listSignInMethods, world.as(), {});
  expect(passkeys).toMatchObject([
    { name: "Phone", place: "turbo.example.org", lastUsedAt: null },
    { name: "Stick", lastUsedAt: expect.any(String) },
  ]);
  expect(await signIn(phone)).toBe(world.owner.user.id);
});

test("a challenge works once, for five minutes, and for what it was made for", async () => {
  const passkey = new SoftPasskey();
  await add(world.owner, passkey);
  const of = challenge();
  expect(await signIn(passkey, { of })).toBe(world.owner.user.id);
  await expect(signIn(passkey, { of })).rejects.toMatchObject(REFUSED);
  await expect(signIn(passkey, { of: Promise.resolve("guessed") })).rejects.toMatchObject(REFUSED);
  const forAnother = run(beginPasskey, world.as(), { place: HERE }).then((made) => made.challenge);
  await expect(signIn(passkey, { of: forAnother })).rejects.toMatchObject(REFUSED);
  const late = await challenge();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 5 * 60_000 + 1 });
  await expect(signIn(passkey, { of: Promise.resolve(late) })).rejects.toMatchObject(REFUSED);
});

test("an answer from another page, of another key, or of a copy that lags behind is refused", async () => {
  const passkey = new SoftPasskey();
  passkey.counter = 7;
  await add(world.owner, passkey);
  await expect(signIn(passkey, { at: THERE })).rejects.toMatchObject(REFUSED);
  await expect(signIn(new SoftPasskey())).rejects.toMatchObject(REFUSED);
  const other = Object.assign(new SoftPasskey(), { id: passkey.id, counter: 9 });
  await expect(signIn(other)).rejects.toMatchObject(REFUSED);
  passkey.counter = 8;
  expect(await signIn(passkey)).toBe(world.owner.user.id);
  await expect(signIn(passkey)).rejects.toMatchObject(REFUSED);
  // One that nobody has is not told: whoever makes ids up could fill the database.
  const told = () => world.database.reader.event.findMany({ where: { operation: "sign_ins.fail" } });
  await expect.poll(async () => (await told()).length).toBe(3);
  expect((await told())[0]?.changes).toMatchObject([{ fields: { failed: [null, "passkey that does not fit"] } }]);
});

test("one is added by its own person alone, to a challenge of theirs, from a page of ours, and once", async () => {
  const passkey = new SoftPasskey();
  await expect(add(world.owner, passkey, { at: THERE })).rejects.toMatchObject({ code: "refused" });
  const { challenge: bens } = await run(beginPasskey, world.as(world.member), { place: HERE });
  const stolen = { name: "Phone", place: HERE, response: passkey.made(bens, HERE) };
  await expect(run(addPasskey, world.as(), stolen)).rejects.toMatchObject({ code: "refused" });
  await add(world.owner, passkey);
  await expect(add(world.member, passkey)).rejects.toMatchObject({ code: "conflict" });
  const key = withKey(world.owner, { kind: "person", scope: "admin" });
  await expect(add(key, new SoftPasskey())).rejects.toMatchObject({ code: "forbidden" });
});

test("who has a password gives it before a passkey is added", async () => {
  await run(setPassword, world.as(), { password: PASSWORD });
  for (const password of [undefined, "a boat on the sea"]) {
    const asked = run(beginPasskey, world.as(), { place: HERE, password });
    await expect(asked).rejects.toMatchObject({ code: "invalid", fields: [{ path: "password" }] });
  }
  await run(beginPasskey, world.as(), { place: HERE, password: PASSWORD });
});

test("a removed one signs nobody in, nor does that of a person who was shut out; another's is not found", async () => {
  const [passkey, bens] = [new SoftPasskey(), new SoftPasskey()];
  await run(setPassword, world.as(), { password: PASSWORD });
  const { challenge: asked } = await run(beginPasskey, world.as(), { place: HERE, password: PASSWORD });
  const made = { name: "Phone", place: HERE, response: passkey.made(asked, HERE) };
  const { id } = await run(addPasskey, world.as(), made);
  await add(world.member, bens);
  const removal = run(removePasskey, world.as(world.member), { passkey: id });
  await expect(removal).rejects.toMatchObject({ code: "not_found" });
  await run(removePasskey, world.as(), { passkey: id });
  await expect(signIn(passkey)).rejects.toMatchObject(REFUSED);
  await run(disableUser, world.as(), { user: "ben" });
  await expect(signIn(bens)).rejects.toMatchObject(REFUSED);
  const events = await world.database.reader.event.findMany({ where: { operation: { contains: "passkey" } } });
  const told = events.flatMap(({ changes }) => (changes as { fields: object }[]).map(({ fields }) => fields));
  expect(told).toContainEqual({ passkey: [null, "Phone"] });
  expect(told).toContainEqual({ passkey: ["Phone", null] });
});

test("the only way in stays, save for the owner on a machine of their own", async () => {
  const config = loadConfig();
  try {
    settleConfig({ ...config, bound: "wide" });
    const [phone, stick] = [await add(world.owner, new SoftPasskey()), await add(world.owner, new SoftPasskey())];
    await run(removePasskey, world.as(), { passkey: phone.id });
    const last = run(removePasskey, world.as(), { passkey: stick.id });
    await expect(last).rejects.toThrow("This is your only way to sign in. Set a password or add a passkey first.");
    settleConfig({ ...config, bound: "loopback" });
    await run(removePasskey, world.as(), { passkey: stick.id });
    const bens = await add(world.member, new SoftPasskey());
    await expect(run(removePasskey, world.as(world.member), { passkey: bens.id })).rejects.toMatchObject({
      code: "refused",
    });
  } finally {
    settleConfig(config);
  }
});
