import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { signInCookie } from "#lib/auth/sign-in";
import { kept } from "#lib/core/cache";
import { loadConfig } from "#lib/core/config";
import { instanceDatabase } from "#lib/db/instance";
import { type DoorWorld, makeDoorWorld } from "#lib/testing/door-world";
import { ENGINES } from "#lib/testing/world";
import { answerStatus } from "./admin-status.ts";
import { answerClearCache } from "./clear-cache.ts";
import { endCache, startCache } from "./instance-cache.ts";
import { answerMetrics } from "./metrics.ts";

const PORT = 4187;
const PATH = "/admin/cache/clear";

let world: DoorWorld | null = null;
/** A folder of something built, whose sources its stamp says. */
const built = mkdtempSync(path.join(tmpdir(), "turbo-built-"));
writeFileSync(path.join(built, "stamp"), "these sources");
afterEach(async () => {
  await endCache();
  await world?.close();
  world = null;
});

/** Asks for something, and answers whether it had to be made. */
async function isNew(of: string): Promise<boolean> {
  let made = false;
  const make = async () => {
    made = true;
    return of;
  };
  expect(await kept(of, { name: "letters", make, open: (text) => text })).toBe(of);
  return made;
}

test.each(ENGINES)("What was made is there after a restart, on %s, until it is cleared.", async (engine) => {
  world = await makeDoorWorld(engine, PORT);
  const { secret } = await world.makeKey({ scope: "admin" });
  const restart = () => endCache().then(() => startCache(built));
  await startCache(built);
  expect(await isNew("a")).toBe(true);
  await restart();
  expect(await isNew("a")).toBe(false);
  expect(await isNew("a")).toBe(false);
  const status = await (await answerStatus(world.request("GET", "/admin/status", { key: secret }))).json();
  expect(status.cache).toMatchObject({
    memory: { entries: 1 },
    asked: { letters: { memory: 1, shared: 1, made: 0 } },
    shared: { backend: "database", away: false, entries: 1 },
  });
  const { host } = new URL(world.origin);
  const metrics = await (await answerMetrics(new Request(`${world.origin}/metrics`, { headers: { host } }))).text();
  expect(metrics).toContain('turbo_cache_requests_total{kind="letters",level="shared"} 1');
  const cleared = await answerClearCache(world.request("POST", PATH, { key: secret }));
  expect(cleared.status).toBe(200);
  expect((await cleared.json()).cache).toMatchObject({ memory: { entries: 0, bytes: 0 }, shared: { entries: 0 } });
  expect(await isNew("a")).toBe(true);
});

test("A Turbo of other sources, or of sources that nobody can tell, reads nothing that this one made.", async () => {
  world = await makeDoorWorld("sqlite", PORT);
  await startCache(built);
  await isNew("a");
  await endCache();
  await startCache(import.meta.dirname);
  expect(await isNew("a")).toBe(true);
  expect(await isNew("a")).toBe(false);
  await endCache();
  writeFileSync(path.join(built, "stamp"), "other sources");
  await startCache(built);
  expect(await isNew("a")).toBe(true);
  rmSync(built, { recursive: true });
});

test("Where the cache is off, nothing is kept, and clearing it says so.", async () => {
  world = await makeDoorWorld("sqlite", PORT, { TURBO_CACHE_ENABLED: "false" });
  await startCache(built);
  expect([await isNew("a"), await isNew("a")]).toEqual([true, true]);
  const { secret } = await world.makeKey({ scope: "admin" });
  expect(await (await answerClearCache(world.request("POST", PATH, { key: secret }))).json()).toEqual({ cache: null });
});

test("Owners and keys of scope admin clear the cache, nobody else and no foreign page.", async () => {
  const at = await makeDoorWorld("sqlite", PORT);
  world = at;
  const project = "0192f0c1-7c3e-7000-8000-000000000000";
  const cookieOf = async (user: { id: string }, origin: string) => {
    const cookie = await signInCookie(instanceDatabase(), loadConfig(), user.id, "Firefox");
    return { key: null, headers: { cookie: cookie.split(";")[0] ?? "", origin }, body: {} };
  };
  const callers = {
    nobody: { key: null },
    "write key": { key: (await at.makeKey({ scope: "write" })).secret },
    "limited admin key": { key: (await at.makeKey({ scope: "admin", projectIds: [project] })).secret },
    "admin key": { key: (await at.makeKey({ scope: "admin" })).secret },
    member: await cookieOf(at.member.user, at.origin),
    owner: await cookieOf(at.owner.user, at.origin),
    "owner, from a foreign page": await cookieOf(at.owner.user, "https://evil.example"),
  };
  const found: Record<string, number> = {};
  for (const [name, asked] of Object.entries(callers))
    found[name] = (await answerClearCache(at.request("POST", PATH, asked))).status;
  expect(found).toEqual({
    nobody: 401,
    "write key": 403,
    "limited admin key": 403,
    "admin key": 200,
    member: 403,
    owner: 200,
    "owner, from a foreign page": 403,
  });
});
