import { afterEach, expect, test } from "vitest";
import { readConfig, settleConfig } from "#lib/core/config";
import { closeInstanceDatabase } from "#lib/db/instance";
import { type DoorWorld, makeDoorWorld } from "#lib/testing/door-world";
import { ENGINES } from "#lib/testing/world";
import { answerHealth, answerLive, answerReady } from "./health.ts";
import { VERSION } from "./version.ts";

let world: DoorWorld | null = null;
afterEach(async () => {
  await world?.close();
  world = null;
});

test.each(ENGINES)("A sound instance on %s is healthy and ready, and says what it is.", async (engine) => {
  world = await makeDoorWorld(engine, 4153);
  const health = await answerHealth(world.request("GET", "/api/health", { key: null }));
  expect(health.status).toBe(200);
  expect(await health.json()).toMatchObject({ status: "ok", version: VERSION, engine, pid: process.pid });
  const ready = await answerReady();
  expect(ready.status).toBe(200);
  const { checks } = await ready.json();
  expect(Object.keys(checks).sort()).toEqual(["database", "schema", "writable"]);
  expect(checks.schema).toEqual({ ok: true, detail: expect.stringMatching(/^\d{4}_/) });
});

test("A database that is not there makes it not ready, while the process lives.", async () => {
  await closeInstanceDatabase();
  const env = { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none", TURBO_LOG_LEVEL: "silent" };
  settleConfig(readConfig({ cwd: "/", env }).config);
  const ready = await answerReady();
  expect(ready.status).toBe(503);
  expect((await ready.json()).checks.database.ok).toBe(false);
  expect(answerLive().status).toBe(200);
  await closeInstanceDatabase();
});

test("Health is told to nobody who names another host.", async () => {
  world = await makeDoorWorld("sqlite", 4153);
  const request = world.request("GET", "/api/health", { key: null, headers: { host: "evil.example" } });
  expect((await answerHealth(request)).status).toBe(421);
});
