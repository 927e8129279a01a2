import { afterEach, beforeEach, expect, test } from "vitest";
import { keyActor } from "#lib/auth/key-actor";
import { run } from "#lib/core/operation";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { createKey } from "./create-key.ts";
import { listKeys } from "./list-keys.ts";
import { revokeKey } from "./revoke-key.ts";
import { rotateKey } from "./rotate-key.ts";

const HOUR = 3_600_000;

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const make = (given: object = {}, actor = world.member) =>
  run(createKey, world.as(actor), { name: "laptop", kind: "agent", ...given });
const rotate = (key: string, overlap?: string, actor = world.member) =>
  run(rotateKey, world.as(actor), { key, ...(overlap ? { overlap } : {}) });

/** What a secret acts as: its key's id, or the sentence that refuses it. */
const by = (secret: string) =>
  keyActor(world.database, secret, "rest", { client: null, session: "s-1", host: null }).then(
    ({ key }) => key?.id,
    (error: Error) => error.message,
  );

/** Brings the end of the old secret about, as time would. */
const endOverlap = () =>
  world.database.write((tx) => tx.apiKey.updateMany({ data: { oldEndsAt: new Date(Date.now() - 1) } }));

test("both secrets are the same key for 24 hours, then the new one alone", async () => {
  const before = await make({ scope: "read" });
  const after = await rotate("laptop");
  const { secret, prefix, oldEndsAt, ...same } = after;
  expect(before).toMatchObject({ ...same, oldEndsAt: null });
  expect(secret).not.toBe(before.secret);
  expect(secret.startsWith(prefix)).toBe(true);
  expect(Math.round((Date.parse(oldEndsAt ?? "") - Date.now()) / HOUR)).toBe(24);
  expect([await by(before.secret), await by(secret)]).toEqual([before.id, before.id]);
  const listed = (await run(listKeys, world.as(world.member), {})).items[0];
  expect(listed).toMatchObject({ id: before.id, prefix, oldEndsAt });

  await endOverlap();
  expect(await by(before.secret)).toContain('The key "laptop" was rotated, and its old secret ended on');
  expect(await by(secret)).toBe(before.id);
  expect((await run(listKeys, world.as(world.member), {})).items[0]?.oldEndsAt).toBeNull();
});

test("with overlap 0 the old secret ends at once, and one that was still to end as well", async () => {
  const first = await make();
  const second = await rotate(first.id, "7d");
  await expect(rotate(first.id)).rejects.toMatchObject({ code: "refused", fields: [{ path: "overlap" }] });
  const third = await rotate(first.id, "0");
  expect(third.oldEndsAt).toBeNull();
  expect([await by(first.secret), await by(second.secret)]).toEqual(Array(2).fill(expect.stringContaining("not know")));
  expect(await by(third.secret)).toBe(first.id);
});

test("revoking ends both secrets", async () => {
  const first = await make();
  const second = await rotate(first.id);
  await run(revokeKey, world.as(world.member), { key: second.secret });
  for (const secret of [first.secret, second.secret]) expect(await by(secret)).toContain("was revoked");
  await expect(rotate(first.id)).rejects.toMatchObject({ code: "refused" });
});

test("of two who rotate at once, one gets a secret, and the one before works on", async () => {
  const { id, secret } = await make();
  const answers = await Promise.allSettled([rotate(id), rotate(id)]);
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(answers.find((answer) => answer.status === "rejected")?.reason).toMatchObject({ code: "refused" });
  expect(await by(secret)).toBe(id);
});

test("the overlap is 0 to 7 days, in words that are told", async () => {
  const { id } = await make();
  for (const overlap of ["8d", "169h", "1w", "-1h", "24", "h"]) {
    await expect(rotate(id, overlap)).rejects.toMatchObject({ code: "invalid", fields: [{ path: "overlap" }] });
  }
  expect(Date.parse((await rotate(id, "90m")).oldEndsAt ?? "") - Date.now()).toBeGreaterThan(1.4 * HOUR);
});

test("a name stands for one's own key that works; where several have it, their prefixes are told", async () => {
  const revoked = await make();
  await run(revokeKey, world.as(world.member), { key: revoked.id });
  const [mine, theirs] = [await make(), await make({}, world.owner)];
  expect((await rotate("laptop", "0")).id).toBe(mine.id);
  expect((await rotate("laptop", "0", world.owner)).id).toBe(theirs.id);
  const another = await make();
  await expect(rotate("laptop", "0")).rejects.toThrow(another.prefix);
  await expect(rotate("desktop")).rejects.toMatchObject({ code: "not_found" });
});

test("owners rotate anybody's key; members their own, agents none, and no key one that outlives it", async () => {
  const mine = await make({}, world.owner);
  await expect(rotate(mine.id)).rejects.toMatchObject({ code: "not_found" });
  const theirs = await make();
  expect((await rotate(theirs.id, "0", world.owner)).id).toBe(theirs.id);
  for (const options of [{}, { scope: "admin" }, { kind: "script" }] as const) {
    const asked = rotate(mine.id, "0", withKey(world.owner, options));
    await expect(asked).rejects.toMatchObject({ code: "forbidden" });
  }
  const soon = new Date(Date.now() + HOUR).toISOString();
  const short = await make({ kind: "script", scope: "admin", expiresAt: soon }, world.owner);
  const actor = await keyActor(world.database, short.secret, "rest", { client: null, session: null, host: null });
  await expect(rotate(mine.id, "0", actor)).rejects.toThrow("outlives yours");
  expect((await rotate(short.id, "0", actor)).id).toBe(short.id);
});

test("what is told of it holds neither secret, and it is not repeated by an idempotency key", async () => {
  const first = await make();
  const second = await rotate(first.id);
  const { reader } = world.database;
  const kept = JSON.stringify([await reader.event.findMany(), await reader.apiKey.findMany()]);
  expect(kept).toContain("keys.rotate");
  for (const secret of [first.secret, second.secret]) expect(kept).not.toContain(secret);
  const repeated = run(rotateKey, world.as(world.member, { idempotencyKey: "k" }), { key: first.id });
  await expect(repeated).rejects.toMatchObject({ code: "invalid" });
});
