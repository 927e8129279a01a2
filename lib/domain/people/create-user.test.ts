import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { fitsPassword } from "#lib/core/password";
import { makeWorld, type World, withKey } from "#lib/testing/world";
import { createUser } from "./create-user.ts";

const CEM = { handle: "Cem", name: "Cem Aydın", password: "a boat on the lake" };

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

test("an owner adds a person, who is a member and can sign in", async () => {
  world.statements();
  const user = await run(createUser, world.as(), { ...CEM, email: "Cem@Example.org" });
  expect(world.statements().length).toBeLessThanOrEqual(8 + 2); // and BEGIN, COMMIT
  expect(user).toMatchObject({
    handle: "cem",
    name: "Cem Aydın",
    email: "cem@example.org",
    role: "member",
    disabledAt: null,
  });
  const row = await world.database.reader.user.findUniqueOrThrow({ where: { id: user.id } });
  expect(await fitsPassword(CEM.password, row.passwordHash)).toBe(true);
});

test("the event names the person and holds no secret", async () => {
  await run(createUser, world.as(), CEM);
  const [event] = await world.database.reader.event.findMany();
  expect(event?.changes).toMatchObject([
    { kind: "user", key: "cem", fields: { created: [false, true], role: [null, "member"] } },
  ]);
  expect(JSON.stringify(event)).not.toMatch(/argon2|a boat/);
});

test("a taken handle or e-mail is refused by its field", async () => {
  await run(createUser, world.as(), { ...CEM, email: "cem@example.org" });
  await expect(run(createUser, world.as(), CEM)).rejects.toMatchObject({ fields: [{ path: "handle" }] });
  const other = { ...CEM, handle: "dan", email: "CEM@example.org" };
  await expect(run(createUser, world.as(), other)).rejects.toMatchObject({ fields: [{ path: "email" }] });
});

test("two who take one handle at once: one gets it, the other is told", async () => {
  const answers = await Promise.allSettled([1, 2].map(() => run(createUser, world.as(), CEM)));
  expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
  const [refused] = answers.filter((answer) => answer.status === "rejected");
  expect(["invalid", "conflict"]).toContain(refused?.reason.code);
});

test("members, write keys and agents may not, and it cannot be repeated by an idempotency key", async () => {
  for (const actor of [world.member, withKey(world.owner), withKey(world.owner, { scope: "admin" })]) {
    await expect(run(createUser, world.as(actor), CEM)).rejects.toMatchObject({ code: "forbidden" });
  }
  const repeated = run(createUser, world.as(world.owner, { idempotencyKey: "k" }), CEM);
  await expect(repeated).rejects.toMatchObject({ code: "invalid" });
  expect(await world.database.reader.user.count()).toBe(2);
});
