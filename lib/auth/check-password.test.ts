import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TurboError } from "#lib/core/errors";
import { hashPassword } from "#lib/core/password";
import { Throttle } from "#lib/core/throttle";
import { ENGINES, makeWorld, type World } from "#lib/testing/world";
import { checkPassword } from "./check-password.ts";

const PASSWORD = "a boat on the lake";

describe.each(ENGINES)("on %s", (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(engine);
    const passwordHash = await hashPassword(PASSWORD);
    const change = (id: string, data: object) =>
      world.database.write((tx) => tx.user.updateMany({ where: { id }, data }));
    await change(world.owner.user.id, { passwordHash, email: "ada@example.org" });
    await change(world.member.user.id, { passwordHash, disabledAt: new Date() });
  });
  afterAll(() => world.close());

  function check(name: string, password: string, throttle = new Throttle(), address = "10.0.0.1") {
    return checkPassword(world.database, throttle, { name, password, address });
  }

  const refusal = (asked: Promise<unknown>) =>
    asked.then(
      () => Promise.reject(new Error("was let in")),
      (error: TurboError) => error,
    );

  test.each(["ada", "@ada", " ADA ", "ada@example.org", "Ada@Example.org"])(
    "%j and the password sign in",
    async (name) => {
      expect(await check(name, PASSWORD)).toEqual({ id: world.owner.user.id, name: "Ada Lindqvist" });
    },
  );

  test("a wrong password, an unknown name and a disabled person get one answer", async () => {
    const answers = [
      await refusal(check("ada", "a boat on the sea")),
      await refusal(check("nobody", PASSWORD)),
      await refusal(check("ben", PASSWORD)),
      await refusal(check("", "")),
    ];
    expect(new Set(answers.map((error) => `${error.code} ${error.message}`)).size).toBe(1);
    expect(answers[0]?.code).toBe("unauthenticated");
  });

  test("a wrong password of somebody is told, without what was typed, and a name that nobody has is not", async () => {
    const told = async () => {
      const where = { operation: "sign_ins.fail" };
      return world.database.reader.event.findMany({ where, select: { userId: true, actor: true, changes: true } });
    };
    const before = (await told()).length;
    await refusal(check("nobody", "secret words"));
    await refusal(check("ada", "secret words"));
    await expect.poll(async () => (await told()).length).toBe(before + 1);
    const [event] = (await told()).slice(before);
    expect(JSON.stringify(event)).not.toContain("secret words");
    expect(event).toMatchObject({ userId: null, changes: [{ kind: "sign_in", id: world.owner.user.id, key: "ada" }] });
  });

  test("after too many wrong tries even the right password waits, and the answer says how long", async () => {
    const throttle = new Throttle();
    for (let turn = 0; turn < 5; turn++) await refusal(check("ada", `guess ${turn}`, throttle));
    const error = await refusal(check("ada", PASSWORD, throttle));
    expect(error.code).toBe("limited");
    expect(error.message).toMatch(/Wait 1\d seconds/);
    expect(error.retryAfter).toBeGreaterThan(0);
    expect(await check("ada", PASSWORD, throttle, "10.0.0.2")).toMatchObject({ id: world.owner.user.id });
  });

  test("of guesses sent all at once, five are heard", async () => {
    const throttle = new Throttle();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, turn) => refusal(check("ada", `guess ${turn}`, throttle))),
    );
    const heard = answers.filter((error) => error.code === "unauthenticated");
    expect(heard).toHaveLength(5);
  });
});
