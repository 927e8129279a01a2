import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "#lib/core/config";
import { ENGINES, makeWorld, type World } from "#lib/testing/world";
import { enter } from "./enter.ts";
import { makeEnterToken } from "./local-mode.ts";
import { sessionOf, signInActor } from "./sign-in-actor.ts";

const ENVIRONMENT = {
  TURBO_SECRET_KEY: "a secret only tests know, of some length",
  PORT: "4140",
  TURBO_HOME: "/nowhere",
};

function configOf(bound: "loopback" | "wide") {
  return readConfig({ cwd: "/", env: { ...ENVIRONMENT, TURBO_BOUND: bound } }).config;
}

describe.each(ENGINES)("on %s", (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(engine);
  });
  afterAll(() => world.close());

  function open(token: string, { cookie = "", bound = "loopback" as "loopback" | "wide" } = {}) {
    const headers = { host: "127.0.0.1:4140", "user-agent": "Firefox", ...(cookie ? { cookie } : {}) };
    const request = new Request(`http://127.0.0.1:4140/enter?token=${token}`, { headers });
    return enter(request, configOf(bound), world.database);
  }

  test("the printed address signs the browser in as the owner, with a cookie that scripts cannot read", async () => {
    const answer = await open(await makeEnterToken(world.database));
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const cookie = answer.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^turbo-session-4140=[^;]+; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/);
    const config = configOf("loopback");
    const actor = await signInActor(world.database, config, sessionOf(config, cookie));
    expect(actor).toMatchObject({ user: { handle: "ada" }, scope: "admin", door: "web" });
  });

  test("a used, a wrong and a missing token get the same answer", async () => {
    const token = await makeEnterToken(world.database);
    await open(token);
    const answers = [await open(token), await open("wrong"), await open("")];
    for (const answer of answers) {
      expect(answer.status).toBe(303);
      expect([...answer.headers]).toEqual([
        ["cache-control", "no-store"],
        ["location", "/enter/again"],
        ["referrer-policy", "no-referrer"],
      ]);
    }
  });

  test("a browser that is signed in goes on, though it opens the used address again", async () => {
    const token = await makeEnterToken(world.database);
    const [cookie] = ((await open(token)).headers.get("set-cookie") ?? "").split(";");
    expect((await open(token, { cookie })).headers.get("location")).toBe("/");
  });

  test("bound wide no token signs anybody in, nor is it used up", async () => {
    const token = await makeEnterToken(world.database);
    const answer = await open(token, { bound: "wide" });
    expect(answer.headers.get("location")).toBe("/sign-in");
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect((await open(token)).headers.get("location")).toBe("/");
  });
});
