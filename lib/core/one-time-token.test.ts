import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES, makeWorld, type World } from "#lib/testing/world";
import { isOneTimeToken, makeOneTimeToken, takeOneTimeToken } from "./one-time-token.ts";

describe.each(ENGINES)("on %s", (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(engine);
  });
  afterAll(() => world.close());

  const age = (purpose: string) =>
    world.database.write((tx) =>
      tx.oneTimeToken.updateMany({ where: { purpose }, data: { expiresAt: new Date(Date.now() - 1) } }),
    );

  test("a token works once", async () => {
    const token = await makeOneTimeToken(world.database, "enter");
    expect(await isOneTimeToken(world.database, "enter", token)).toBe(true);
    expect(await takeOneTimeToken(world.database, "enter", token)).toBe(true);
    expect(await isOneTimeToken(world.database, "enter", token)).toBe(false);
    expect(await takeOneTimeToken(world.database, "enter", token)).toBe(false);
  });

  test("of ten who use it at the same moment, one gets in", async () => {
    const token = await makeOneTimeToken(world.database, "enter");
    const taken = await Promise.all(Array.from({ length: 10 }, () => takeOneTimeToken(world.database, "enter", token)));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  test("a token for one thing does not open another, and a made-up one opens nothing", async () => {
    const token = await makeOneTimeToken(world.database, "enter");
    expect(await takeOneTimeToken(world.database, "setup", token)).toBe(false);
    expect(await takeOneTimeToken(world.database, "enter", `${token}x`)).toBe(false);
    expect(await takeOneTimeToken(world.database, "enter", "")).toBe(false);
  });

  test("a token that ran out works no more and is swept away by the next", async () => {
    const token = await makeOneTimeToken(world.database, "enter");
    await age("enter");
    expect(await takeOneTimeToken(world.database, "enter", token)).toBe(false);
    await makeOneTimeToken(world.database, "enter");
    expect(await world.database.reader.oneTimeToken.count({ where: { purpose: "enter" } })).toBe(1);
  });

  test("a set-up code may be typed in small letters and without dashes", async () => {
    const code = await makeOneTimeToken(world.database, "setup");
    expect(code).toMatch(/^[A-Z2-9]{4}(-[A-Z2-9]{4}){3}$/);
    expect(await isOneTimeToken(world.database, "setup", code.toLowerCase().replaceAll("-", " "))).toBe(true);
    expect(await takeOneTimeToken(world.database, "setup", code.replaceAll("-", ""))).toBe(true);
  });

  test("the database holds no token, only its hash", async () => {
    const token = await makeOneTimeToken(world.database, "enter");
    const rows = await world.database.reader.oneTimeToken.findMany();
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});
