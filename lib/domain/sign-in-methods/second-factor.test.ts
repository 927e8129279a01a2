import { Secret, TOTP } from "otpauth";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { checkPassword } from "#lib/auth/check-password";
import { CODE_WANTED, checkSecondFactor } from "#lib/auth/check-second-factor";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { Throttle } from "#lib/core/throttle";
import { disableUser } from "#lib/domain/people/disable-user";
import { enableUser } from "#lib/domain/people/enable-user";
import { setPassword } from "#lib/domain/people/set-password";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { beginSecondFactor } from "./begin-second-factor.ts";
import { confirmSecondFactor } from "./confirm-second-factor.ts";
import { listSignInMethods } from "./list-sign-in-methods.ts";
import { removeOwnSecondFactor, removeSecondFactor } from "./remove-second-factor.ts";
import { renewRecoveryCodes } from "./renew-recovery-codes.ts";

const PASSWORD = "a boat on the lake";
const STEP = 30_000;

let world: World;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-30T10:00:10Z") });
  world = await makeWorld();
  await run(setPassword, world.as(), { password: PASSWORD });
});
afterEach(async () => {
  vi.useRealTimers();
  await world.close();
});

/** The code that the app of this secret shows, so many half minutes from now. */
const codeOf = (secret: string, steps = 0) =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * STEP });

async function turnOn(): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret } = await run(beginSecondFactor, world.as(), { password: PASSWORD });
  const { recoveryCodes } = await run(confirmSecondFactor, world.as(), { code: codeOf(secret) });
  vi.setSystemTime(Date.now() + 2 * STEP);
  return { secret, recoveryCodes };
}

/** Signs in as the page does; answers who came in, or the sentence that refused. */
async function signIn(code = "", throttle = new Throttle()): Promise<string> {
  const address = "10.0.0.1";
  try {
    const user = await checkPassword(world.database, throttle, { name: "ada", password: PASSWORD, address });
    await checkSecondFactor(world.database, throttle, { userId: user.id, code, address });
    return user.name;
  } catch (error) {
    return (error as Error).message;
  }
}

test("until a code of the app is confirmed the password alone signs in; afterwards a code is asked for", async () => {
  const { secret, address } = await run(beginSecondFactor, world.as(), { password: PASSWORD });
  expect(address).toContain(`otpauth://totp/Turbo:ada?issuer=Turbo&secret=${secret}`);
  expect(await signIn()).toBe("Ada Lindqvist");
  const wrong = run(confirmSecondFactor, world.as(), { code: codeOf(secret, 5) });
  await expect(wrong).rejects.toMatchObject({ code: "invalid", fields: [{ path: "code" }] });
  await run(confirmSecondFactor, world.as(), { code: codeOf(secret) });
  expect(await signIn()).toBe(CODE_WANTED);
  expect(await run(listSignInMethods, world.as(), {})).toMatchObject({ secondFactor: { recoveryCodesLeft: 10 } });
});

test("a code works once, and those of the half minutes before and after work as well", async () => {
  const { secret } = await turnOn();
  expect(await signIn(codeOf(secret, -1))).toBe("Ada Lindqvist");
  expect(await signIn(codeOf(secret))).toBe("Ada Lindqvist");
  expect(await signIn(codeOf(secret))).toMatch(/used already/);
  expect(await signIn(codeOf(secret, -1))).toMatch(/used already/);
  expect(await signIn(codeOf(secret, 1))).toBe("Ada Lindqvist");
  expect(await signIn(codeOf(secret, 2))).toMatch(/does not work/);
  const told = () => world.database.reader.event.findMany({ where: { operation: "sign_ins.fail" } });
  await expect.poll(async () => (await told()).length).toBe(3);
  expect((await told())[0]?.changes).toMatchObject([{ key: "ada", fields: { failed: [null, "wrong code"] } }]);
});

test("the code that turned it on signs nobody in", async () => {
  const { secret } = await run(beginSecondFactor, world.as(), { password: PASSWORD });
  const code = codeOf(secret);
  await run(confirmSecondFactor, world.as(), { code });
  expect(await signIn(code)).toMatch(/used already/);
});

test("of one code sent many times at once, one signs in", async () => {
  const { secret, recoveryCodes } = await turnOn();
  for (const code of [codeOf(secret), recoveryCodes[0]]) {
    const answers = await Promise.all(Array.from({ length: 4 }, () => signIn(code)));
    expect(answers.filter((answer) => answer === "Ada Lindqvist")).toHaveLength(1);
  }
});

test("ten recovery codes each work once, however they are typed, and only their hashes are kept", async () => {
  const { recoveryCodes } = await turnOn();
  expect(new Set(recoveryCodes).size).toBe(10);
  const [first = ""] = recoveryCodes;
  expect(await signIn(` ${first.toLowerCase().replaceAll("-", "")} `)).toBe("Ada Lindqvist");
  expect(await signIn(first)).toMatch(/used already/);
  expect(await run(listSignInMethods, world.as(), {})).toMatchObject({ secondFactor: { recoveryCodesLeft: 9 } });
  const kept = JSON.stringify(await world.database.reader.recoveryCode.findMany());
  for (const code of recoveryCodes) expect(kept).not.toContain(code);
});

test("wrong codes cost a wait that the right password does not take back", async () => {
  const { secret } = await turnOn();
  const throttle = new Throttle();
  for (let turn = 0; turn < 5; turn++) expect(await signIn("000000", throttle)).toMatch(/does not work/);
  expect(await signIn("", throttle)).toBe(CODE_WANTED);
  expect(await signIn(codeOf(secret), throttle)).toMatch(/Too many wrong tries. Wait 1\d seconds/);
});

test("turning it off asks for the password or a code, and turning it on for the password", async () => {
  const { secret } = await turnOn();
  for (const input of [{}, { password: "a boat on the sea" }, { code: "000000" }])
    await expect(run(removeOwnSecondFactor, world.as(), input)).rejects.toMatchObject({ code: "invalid" });
  expect(await signIn()).toBe(CODE_WANTED);
  expect(await run(removeOwnSecondFactor, world.as(), { code: codeOf(secret) })).toEqual({ removed: true });
  expect(await signIn()).toBe("Ada Lindqvist");
  await expect(run(beginSecondFactor, world.as(), {})).rejects.toMatchObject({ fields: [{ path: "password" }] });
  await turnOn();
  expect(await run(removeOwnSecondFactor, world.as(), { password: PASSWORD })).toEqual({ removed: true });
  expect(await world.database.reader.recoveryCode.count()).toBe(0);
});

test("a browser that somebody found cannot guess its way: after five wrong tries one waits", async () => {
  await turnOn();
  for (let turn = 0; turn < 5; turn++)
    await expect(run(removeOwnSecondFactor, world.as(), { code: "000000" })).rejects.toMatchObject({ code: "invalid" });
  await expect(run(removeOwnSecondFactor, world.as(), { password: PASSWORD })).rejects.toMatchObject({
    code: "limited",
  });
});

test("new recovery codes end those before", async () => {
  const { secret, recoveryCodes: before } = await turnOn();
  const { recoveryCodes } = await run(renewRecoveryCodes, world.as(), { code: codeOf(secret) });
  expect(await signIn(before[0])).toMatch(/does not work/);
  expect(await signIn(recoveryCodes[0])).toBe("Ada Lindqvist");
});

test("an owner takes a lost one away, others do not; the event names it and holds no secret", async () => {
  const { secret, recoveryCodes } = await turnOn();
  const removal = run(removeSecondFactor, world.as(world.member), { user: "ada" });
  await expect(removal).rejects.toMatchObject({ code: "forbidden" });
  await expect(run(removeSecondFactor, world.as(), { user: "ada" })).rejects.toMatchObject({ code: "forbidden" });
  const key = withKey(world.owner, { kind: "script", scope: "admin" });
  expect(await run(removeSecondFactor, world.as(key), { user: "ada" })).toEqual({ removed: true });
  expect(await run(removeSecondFactor, world.as(key), { user: "ada" })).toEqual({ removed: false });
  expect(await signIn()).toBe("Ada Lindqvist");
  const events = await world.database.reader.event.findMany({ orderBy: { number: "asc" } });
  const told = events.flatMap(({ operation, changes }) =>
    (changes as { fields: Record<string, unknown> }[]).map(({ fields }) => [operation, fields.secondFactor]),
  );
  expect(told.slice(-2)).toEqual([
    ["me.confirm_second_factor", [null, "on"]],
    ["users.remove_second_factor", ["on", null]],
  ]);
  const everything = JSON.stringify([events, await world.database.reader.idempotencyKey.findMany()]);
  for (const hidden of [secret, ...recoveryCodes]) expect(everything).not.toContain(hidden);
});

test("no key sets one up, who has no password needs none, and nothing of it is remembered under an idempotency key", async () => {
  const key = withKey(world.owner, { kind: "script", scope: "admin" });
  await expect(run(beginSecondFactor, world.as(key), { password: PASSWORD })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(run(beginSecondFactor, world.as(world.member), {})).rejects.toMatchObject({ code: "invalid" });
  const again = world.as(world.owner, { idempotencyKey: newId() });
  await expect(run(beginSecondFactor, again, { password: PASSWORD })).rejects.toMatchObject({ code: "invalid" });
});

test("it is still asked for when a person who was shut out is let in again", async () => {
  await run(setPassword, world.as(world.member), { password: PASSWORD });
  const { secret } = await run(beginSecondFactor, world.as(world.member), { password: PASSWORD });
  await run(confirmSecondFactor, world.as(world.member), { code: codeOf(secret) });
  await run(disableUser, world.as(), { user: "ben" });
  await run(enableUser, world.as(), { user: "ben" });
  const ben = { userId: world.member.user.id, code: "", address: "10.0.0.1" };
  await expect(checkSecondFactor(world.database, new Throttle(), ben)).rejects.toThrow(CODE_WANTED);
});
