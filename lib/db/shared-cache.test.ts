import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { Cache } from "#lib/core/cache";
import { readConfig } from "#lib/core/config";
import type { SharedCache } from "#lib/core/shared-cache";
import { SharedCounts } from "#lib/core/shared-counts";
import { startRedis, type TestRedis } from "#lib/testing/redis";
import { ENGINES, type Engine, makeWorld, type World } from "#lib/testing/world";
import { openSharedCache } from "./open-cache.ts";

let world: World;
afterEach(() => world?.close());

const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const read = async (cache: SharedCache, name: string) => {
  const found = await cache.read(name);
  return found && Buffer.from(found).toString();
};

/** The shared cache of this process, or of another one on the same database, and what its log says. */
async function open(env: Record<string, string> = {}) {
  const { cache } = readConfig({ cwd: "/", env }).config;
  const log: string[] = [];
  const note = (...said: unknown[]) => void log.push(String(said.at(-1)));
  const shared = await openSharedCache(world.database, cache, { info: note, warn: note });
  if (!shared) throw new Error("nothing is shared");
  onTestFinished(() => shared.close());
  return { shared, log };
}

/** What is made of `of`, with whether it had to be. */
function asker(shared: SharedCache) {
  const cache = new Cache({ memory: 0, lasting: 1000, patience: 150, maker: "m", shared, onFailure: () => undefined });
  return {
    settle: () => cache.settle(),
    async ask(of: string) {
      let made = false;
      const make = async () => {
        made = true;
        return of.toUpperCase();
      };
      const text = await cache.get(of, { name: "letters", make, open: (one) => one });
      return { text, made };
    },
  };
}

describe.each(ENGINES)("The cache in the database, on %s,", (engine: Engine) => {
  test("keeps bytes as they are for every process, the last that were written, until it is cleared", async () => {
    world = await makeWorld(engine);
    const [one, other] = [(await open()).shared, (await open()).shared];
    expect(await one.cleared()).toBeNull();
    const odd = Uint8Array.from({ length: 5000 }, (_, at) => (at * 7) % 256);
    await one.write(
      new Map([
        ["a", odd],
        ["b", bytes("old")],
      ]),
    );
    await one.write(new Map([["b", bytes("new")]]));
    expect(Buffer.from((await other.read("a")) ?? []).equals(odd)).toBe(true);
    expect(await read(other, "b")).toBe("new");
    expect(await read(other, "c")).toBeNull();
    expect(await other.state()).toEqual({ backend: "database", away: false, entries: 2, bytes: 5003 });
    await other.clear();
    expect(await read(one, "b")).toBeNull();
    expect(await one.state()).toMatchObject({ entries: 0, bytes: 0 });
    const mark = await one.cleared();
    expect(mark).toEqual(expect.any(String));
    await one.clear();
    expect(await other.cleared()).not.toBe(mark);
  });

  test("gives out nothing that is over, and removes it", async () => {
    world = await makeWorld(engine);
    const { shared } = await open({ TURBO_CACHE_TTL_SECONDS: "60" });
    await shared.write(
      new Map([
        ["a", bytes("x")],
        ["b", bytes("y")],
      ]),
    );
    const past = new Date(Date.now() - 1);
    await world.database.write((tx) => tx.cacheEntry.updateMany({ where: { name: "a" }, data: { expiresAt: past } }));
    expect(await read(shared, "a")).toBeNull();
    await (await open()).shared.write(new Map([["c", bytes("z")]]));
    expect(await world.database.reader.cacheEntry.count()).toBe(2);
  });

  test("removes what was written first when it is too large, and keeps the mark of the last clearing", async () => {
    world = await makeWorld(engine);
    const env = { TURBO_CACHE_MAX_MB: "1" };
    await (await open()).shared.clear();
    for (const name of ["a", "b", "c"]) {
      const expiresAt = new Date(Date.now() + 1000 * (60 + name.charCodeAt(0)));
      const value = new Uint8Array(400_000);
      const row = { name, expiresAt, bytes: value.byteLength, value };
      await world.database.write((tx) => tx.cacheEntry.createMany({ data: [row] }));
    }
    const { shared } = await open(env);
    await shared.write(new Map([["d", bytes("new")]]));
    const names = await world.database.reader.cacheEntry.findMany({ select: { name: true }, orderBy: { name: "asc" } });
    expect(names.map(({ name }) => name)).toEqual(["b", "c", "cleared", "d"]);
  });

  test("two processes write the same at the same time", async () => {
    world = await makeWorld(engine);
    const caches = await Promise.all([open(), open(), open()]);
    const entries = new Map(Array.from({ length: 50 }, (_, at) => [`name ${at}`, bytes(`value ${at}`)] as const));
    await Promise.all(caches.map(({ shared }) => shared.write(entries)));
    expect(await world.database.reader.cacheEntry.count()).toBe(50);
  });
});

describe("The cache in Redis", () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
    return () => redis.stop();
  });
  const AWAY = "Redis is away: the cache is kept in the database meanwhile";
  const BACK = "Redis is back: the cache is kept there again";
  const env = () => ({ REDIS_URL: redis.url, TURBO_CACHE_KEY_PREFIX: "plan[1]:", TURBO_CACHE_TTL_SECONDS: "60" });

  test("is shared, under its prefix alone, and is cleared without touching what others have there", async () => {
    world = await makeWorld("sqlite");
    const [one, other] = [await open(env()), await open(env())];
    const neighbour = await open({ ...env(), TURBO_CACHE_KEY_PREFIX: "plan1:" });
    await one.shared.write(new Map([["a", bytes("x\0y")]]));
    await neighbour.shared.write(new Map([["a", bytes("theirs")]]));
    expect(await read(other.shared, "a")).toBe("x\0y");
    expect(Object.keys(await redis.entries()).sort()).toEqual(["plan1:a", "plan[1]:a"]);
    expect(await other.shared.state()).toEqual({ backend: "redis", away: false, entries: 2, bytes: null });
    expect(await world.database.reader.cacheEntry.count()).toBe(0);
    await other.shared.clear();
    expect(await read(one.shared, "a")).toBeNull();
    expect(await read(neighbour.shared, "a")).toBe("theirs");
    expect(await one.shared.cleared()).toBe(await other.shared.cleared());
    expect(one.log).toEqual([]);
  });

  test("has servers count together, each at once for itself and soon for all, and each alone while it is away", async () => {
    world = await makeWorld("sqlite");
    const heard = { one: 0, other: 0 };
    const server = async (name: keyof typeof heard) => {
      const { shared } = await open(env());
      const counts = new SharedCounts(shared.count ?? (async () => null));
      const hear = (count: number) => {
        heard[name] += count;
      };
      return { exchange: () => counts.exchange(), count: (n: number) => counts.tell("10.0.0.1 ada", n, 60, hear) };
    };
    const [one, other] = [await server("one"), await server("other")];
    const exchange = async () => {
      for (const { exchange } of [one, other, one]) await exchange();
    };
    one.count(2);
    one.count(1);
    other.count(4);
    await exchange();
    expect(heard).toEqual({ one: 0, other: 3 });
    one.count(1);
    await exchange();
    expect(heard).toEqual({ one: 4, other: 3 });
    expect(Object.keys(await redis.entries()).join()).not.toContain("ada");
    await redis.halt();
    one.count(5);
    await exchange();
    await redis.resume();
    // What it held is gone, and so is what was counted meanwhile.
    await expect
      .poll(
        async () => {
          other.count(1);
          one.count(1);
          await exchange();
          return heard.one;
        },
        { timeout: 10_000 },
      )
      .toBeGreaterThan(4);
    expect(heard.other).toBeGreaterThan(3);
  });

  test.each(["stopped", "frozen"] as const)(
    "%s under load fails nobody: the database takes its place, said once, until it is back, said once",
    async (how) => {
      world = await makeWorld("sqlite");
      const { shared, log } = await open(env());
      const { ask, settle } = asker(shared);
      await ask("before");
      await settle();
      let going = true;
      let asked = 0;
      const load = Array.from({ length: 8 }, async (_, lane) => {
        for (; going; asked++) {
          const of = `${how} ${lane} ${asked % 40}`;
          expect((await ask(of)).text).toBe(of.toUpperCase());
          await nextTurn();
        }
      });
      const more = async (times: number) => {
        const before = asked;
        await expect.poll(() => asked, { timeout: 20_000 }).toBeGreaterThan(before + times);
      };
      await more(50);
      if (how === "stopped") await redis.halt();
      else redis.freeze(true);
      await expect.poll(() => log, { timeout: 20_000 }).toEqual([AWAY]);
      await more(200);
      await settle();
      expect(await shared.state()).toMatchObject({ backend: "database", away: true });
      await expect.poll(() => world.database.reader.cacheEntry.count(), { timeout: 20_000 }).toBeGreaterThan(0);
      await shared.clear();
      if (how === "stopped") await redis.resume();
      else redis.freeze(false);
      await expect.poll(() => log, { timeout: 20_000 }).toEqual([AWAY, BACK]);
      await more(50);
      going = false;
      await Promise.all(load);
      await settle();
      expect(await shared.state()).toMatchObject({ backend: "redis", away: false });
      // What it could not hear while it was away, it did when it was back.
      expect(await ask("before")).toEqual({ text: "BEFORE", made: true });
      await settle();
      expect(await ask("before")).toEqual({ text: "BEFORE", made: false });
      expect(log).toEqual([AWAY, BACK]);
    },
  );

  test("that takes nothing more is left alone until it does", async () => {
    world = await makeWorld("sqlite");
    const { shared, log } = await open(env());
    await redis.fill(true);
    await shared.write(new Map([["full", bytes("x")]]));
    expect(await world.database.reader.cacheEntry.count()).toBe(1);
    expect(await read(shared, "full")).toBe("x");
    await sleep(2_500);
    expect(log).toEqual([AWAY]);
    await redis.fill(false);
    await expect.poll(() => log, { timeout: 20_000 }).toEqual([AWAY, BACK]);
  });

  test("away from the start holds nobody up, and is used once it is there", async () => {
    world = await makeWorld("sqlite");
    await redis.halt();
    const { shared, log } = await open(env());
    const { ask, settle } = asker(shared);
    expect(await ask("early")).toEqual({ text: "EARLY", made: true });
    await settle();
    expect(await ask("early")).toEqual({ text: "EARLY", made: false });
    await redis.resume();
    await expect.poll(() => log, { timeout: 20_000 }).toEqual([AWAY, BACK]);
    await shared.write(new Map([["late", bytes("x")]]));
    expect(Object.keys(await redis.entries())).toEqual(["plan[1]:late"]);
  });

  test("asked for without an address is refused before anything starts", async () => {
    world = await makeWorld("sqlite");
    await expect(open({ TURBO_CACHE_BACKEND: "redis" })).rejects.toThrow("cache.redis_url is not set");
  });
});
