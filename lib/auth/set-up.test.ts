import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Config } from "#lib/core/config";
import { hashPassword } from "#lib/core/password";
import { Throttle } from "#lib/core/throttle";
import { ENGINES, makeWorld, type World } from "#lib/testing/world";
import { makeSetupCode } from "./local-mode.ts";
import { closeSetUp, isSetUpOpen, setUpActor } from "./set-up.ts";

const KEY = "a deployment's own long key";

describe.each(ENGINES)("on %s", (engine) => {
  let world: World;
  beforeEach(async () => {
    world = await makeWorld(engine);
  });
  afterEach(() => world.close());

  function prove(code: string, bound: Config["bound"] = "wide", throttle = new Throttle()) {
    const config = { bound, bootstrapKey: bound === "wide" ? KEY : null };
    return setUpActor({ database: world.database, config, throttle }, code, "10.0.0.1");
  }

  test("set-up is open until an owner has a password", async () => {
    expect(await isSetUpOpen(world.database)).toBe(true);
    const passwordHash = await hashPassword("a boat on the lake");
    const set = (id: string) =>
      world.database.write((tx) => tx.user.updateMany({ where: { id }, data: { passwordHash } }));
    await set(world.member.user.id);
    expect(await isSetUpOpen(world.database)).toBe(true);
    await set(world.owner.user.id);
    expect(await isSetUpOpen(world.database)).toBe(false);
  });

  test("an owner who signs in by GitHub or a passkey closes it too, unless that passkey is of this machine alone", async () => {
    const own = { userId: world.owner.user.id, createdAt: new Date() };
    const key = { name: "Phone", credentialId: "1", publicKey: "", counter: 0, place: "localhost" };
    await world.database.write((tx) => tx.passkey.create({ data: { id: "1", ...own, ...key } }));
    expect(await isSetUpOpen(world.database)).toBe(true);
    await world.database.write((tx) => tx.passkey.updateMany({ data: { place: "turbo.example.org" } }));
    expect(await isSetUpOpen(world.database)).toBe(false);
    await world.database.write((tx) => tx.passkey.deleteMany({}));
    const account = { server: "https://github.com", accountId: "1", login: "ada" };
    await world.database.write((tx) => tx.githubAccount.create({ data: { ...own, ...account } }));
    expect(await isSetUpOpen(world.database)).toBe(false);
  });

  test("TURBO_API_KEY and the printed code prove who sets up; the code until it is used up", async () => {
    expect(await prove(` ${KEY} `)).toMatchObject({ scope: "admin", user: { system: true } });
    const code = await makeSetupCode(world.database);
    expect(await prove(code)).toMatchObject({ scope: "admin", user: { system: true }, door: "web" });
    expect(await prove(code)).toMatchObject({ scope: "admin" });
    await closeSetUp(world.database, code);
    await expect(prove(code)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  test("a wrong code proves nothing, and guessing is slowed down", async () => {
    const throttle = new Throttle();
    for (let turn = 0; turn < 5; turn++) {
      await expect(prove("ABCD-EFGH-JKLM-NPQR", "wide", throttle)).rejects.toMatchObject({ code: "unauthenticated" });
    }
    await expect(prove(KEY, "wide", throttle)).rejects.toMatchObject({ code: "limited" });
  });

  test("on loopback there is nothing to set up", async () => {
    const code = await makeSetupCode(world.database);
    await expect(prove(code, "loopback")).rejects.toMatchObject({ code: "forbidden" });
  });
});
