import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "#lib/core/actor";
import { newId } from "#lib/core/ids";
import { run } from "#lib/core/operation";
import { fitsPassword } from "#lib/core/password";
import { makeWorld, type World } from "#lib/testing/world";
import { setUpOwner } from "./set-up-owner.ts";

const EVE = { handle: "eve", name: "Eve Larsen", password: "a boat on the lake" };

let world: World;
let system: Actor;
beforeEach(async () => {
  world = await makeWorld();
  const user = { id: newId(), handle: "system", name: "System", role: "owner" as const, system: true };
  const now = new Date();
  await world.database.write((tx) => tx.user.createMany({ data: [{ ...user, createdAt: now, updatedAt: now }] }));
  system = { ...world.owner, user };
});
afterEach(() => world.close());

const people = () => world.database.reader.user.findMany({ where: { system: false }, orderBy: { handle: "asc" } });

test("where nobody is yet, it makes the owner", async () => {
  await world.database.write((tx) => tx.user.deleteMany({ where: { system: false } }));
  expect(await run(setUpOwner, world.as(system), EVE)).toMatchObject({ handle: "eve", role: "owner", email: null });
  const [eve, ...others] = await people();
  expect(others).toEqual([]);
  expect(await fitsPassword(EVE.password, eve?.passwordHash ?? null)).toBe(true);
});

test("the owner of local mode becomes the owner with a password", async () => {
  const owner = await run(setUpOwner, world.as(system), EVE);
  expect(owner.id).toBe(world.owner.user.id);
  expect((await people()).map((user) => user.handle)).toEqual(["ben", "eve"]);
});

test("it works once, also when two try at the same moment", async () => {
  const tries = [EVE, { ...EVE, handle: "mallory" }].map((given) => run(setUpOwner, world.as(system), given));
  const answers = await Promise.allSettled(tries);
  expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
  await expect(run(setUpOwner, world.as(system), EVE)).rejects.toMatchObject({ code: "refused" });
  expect((await people()).filter((user) => user.passwordHash !== null)).toHaveLength(1);
});

test("a taken handle is refused, and only admin scope may", async () => {
  await expect(run(setUpOwner, world.as(system), { ...EVE, handle: "ben" })).rejects.toMatchObject({
    fields: [{ path: "handle" }],
  });
  await expect(run(setUpOwner, world.as(world.member), EVE)).rejects.toMatchObject({ code: "forbidden" });
});
