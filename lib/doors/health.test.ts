import { afterEach, expect, test } from "vitest";
import { readConfig, settleConfig } from "#lib/core/config";
import { run } from "#lib/core/operation";
import { closeInstanceDatabase, instanceDatabase } from "#lib/db/instance";
import { createProject } from "#lib/domain/projects/create-project";
import { type DoorWorld, makeDoorWorld } from "#lib/testing/door-world";
import { ENGINES } from "#lib/testing/world";
import { answerHealth, answerLive, answerReady } from "./health.ts";
import { answerRest } from "./rest.ts";
import { logTrouble } from "./server/log-trouble.ts";
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
  const told = await health.json();
  expect(told).toMatchObject({ status: "ok", version: VERSION, engine, pid: process.pid, database: "ok" });
  expect(Date.parse(told.timestamp)).toBeGreaterThan(Date.now() - 60_000);
  expect(told.claude_integration).toBe("/api/mcp");
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
  const live = answerLive();
  expect([live.status, await live.json()]).toEqual([200, { status: "alive" }]);
  await closeInstanceDatabase();
});

test("Health is told to nobody who names another host.", async () => {
  world = await makeDoorWorld("sqlite", 4153);
  const request = world.request("GET", "/api/health", { key: null, headers: { host: "evil.example" } });
  expect((await answerHealth(request)).status).toBe(421);
});

test("A database that takes nothing more for lack of room is not writable until it has some, and that is logged once.", async () => {
  // A file that earlier contents left room in would take more.
  const full = await makeDoorWorld("sqlite", 4153, {}, { durability: "normal" });
  world = full;
  await run(createProject, full.as(), { name: "Full", key: "FULL" });
  const logged: object[] = [];
  const stop = logTrouble({ error: (said: object) => void logged.push(said) } as Parameters<typeof logTrouble>[0]);
  const mostPages = (pages: number) =>
    instanceDatabase().write(async (tx) => void (await tx.$queryRawUnsafe(`PRAGMA max_page_count = ${pages}`)));
  const writable = async () => (await (await answerReady()).json()).checks.writable;
  try {
    expect((await writable()).ok).toBe(true);
    await mostPages(1);
    for (const place of [1, 2, 3]) {
      const body = { project: "FULL", title: `Long ${place}`, description: "x".repeat(900_000), confirm: true };
      const answer = await answerRest(full.request("POST", "/api/v1/issues", { body }));
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "30"]);
      expect((await answer.json()).detail).toMatch(/^The disk is full\. Nothing of this was saved/);
    }
    expect(await writable()).toEqual({ ok: false, detail: expect.stringMatching(/^The disk is full/) });
    expect(logged).toHaveLength(1);
    await mostPages(1_000_000);
    expect(await writable()).toEqual({ ok: true, detail: "writable" });
  } finally {
    stop();
  }
});
