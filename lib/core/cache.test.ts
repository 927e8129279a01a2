import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { Cache } from "./cache.ts";
import type { SharedCache } from "./shared-cache.ts";

/** What several processes share, in this one. */
function shelf(entries = new Map<string, Uint8Array>(), mark = { value: null as string | null }): SharedCache {
  return {
    read: async (name) => entries.get(name) ?? null,
    write: async (more) => more.forEach((value, name) => void entries.set(name, value)),
    async clear() {
      entries.clear();
      mark.value = String(Math.random());
    },
    cleared: async () => mark.value,
    state: async () => ({ backend: "database", away: false, entries: entries.size, bytes: null }),
    close: async () => undefined,
  };
}

interface Wanted {
  memory?: number;
  maker?: string;
  shared?: SharedCache | null;
}

function open({ memory = 10_000, maker = "one", shared = null }: Wanted) {
  const failures: unknown[] = [];
  const onFailure = (error: unknown) => void failures.push(error);
  const cache = new Cache({ memory, lasting: 60_000, patience: 50, maker, shared, onFailure });
  let made = 0;
  const ask = (of: string, name = "letters") =>
    cache.get(of, {
      name,
      async make() {
        made++;
        await sleep(1);
        return of.toUpperCase();
      },
      open: (text) => ({ text }),
    });
  /** Asks, and answers whether it had to be made. */
  const isNew = async (of: string, name?: string) => {
    const before = made;
    expect(await ask(of, name)).toEqual({ text: of.toUpperCase() });
    return made > before;
  };
  return { cache, ask, isNew, failures, made: () => made };
}

test("Who asks at the same time gets the same, which is made once.", async () => {
  const { ask, made } = open({});
  const [one, other] = await Promise.all([ask("a"), ask("a"), ask("b")]);
  expect(one).toBe(other);
  expect(await ask("a")).toBe(one);
  expect(made()).toBe(2);
});

test("Another text and another kind are something else.", async () => {
  const { isNew } = open({});
  expect([await isNew("a"), await isNew("b"), await isNew("a", "words"), await isNew("a")]).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

test("What failed is tried again.", async () => {
  const { cache, isNew } = open({});
  const failing = { name: "letters", make: () => Promise.reject(new Error("not now")), open: (text: string) => text };
  await expect(cache.get("a", failing)).rejects.toThrow("not now");
  expect(await isNew("a")).toBe(true);
});

test("Another process finds what was made, and one of another build makes its own.", async () => {
  const entries = new Map<string, Uint8Array>();
  const first = open({ shared: shelf(entries) });
  expect(await first.isNew("a")).toBe(true);
  await first.cache.settle();
  const second = open({ shared: shelf(entries) });
  expect(await second.isNew("a")).toBe(false);
  expect(second.cache.counts().asked).toEqual({ letters: { memory: 0, shared: 1, made: 0 } });
  expect(await open({ shared: shelf(entries), maker: "two" }).isNew("a")).toBe(true);
});

test("What left the memory is found on the shelf, also before it was written.", async () => {
  const { isNew, cache } = open({ memory: 0, shared: shelf() });
  expect(await isNew("a")).toBe(true);
  expect(await isNew("a")).toBe(false);
  await cache.settle();
  expect(await isNew("a")).toBe(false);
});

test("What is damaged on the shelf is made anew, and mended.", async () => {
  const entries = new Map<string, Uint8Array>();
  const first = open({ shared: shelf(entries) });
  await first.isNew("a");
  await first.cache.settle();
  for (const name of entries.keys()) entries.set(name, Uint8Array.of(7, 7, 7));
  const second = open({ shared: shelf(entries) });
  expect(await second.isNew("a")).toBe(true);
  await second.cache.settle();
  expect(await open({ shared: shelf(entries) }).isNew("a")).toBe(false);
});

test("A shelf that fails, or never answers, costs nobody the answer.", async () => {
  const never = () => new Promise<never>(() => undefined);
  const away = () => Promise.reject(new Error("away"));
  const broken = { ...shelf(), read: away, write: away, cleared: away, state: away };
  for (const shared of [broken, { ...broken, read: never, cleared: never }]) {
    const { isNew, failures, cache } = open({ shared });
    expect(await isNew("a")).toBe(true);
    expect(await isNew("a")).toBe(false);
    await cache.settle();
    expect(failures).toHaveLength(1);
    expect(await cache.state()).toMatchObject({ shared: null, memory: { entries: 1 } });
  }
});

test("After a clearing everything is made anew, here and soon in other processes.", async () => {
  const entries = new Map<string, Uint8Array>();
  const mark = { value: null as string | null };
  const [one, other] = [open({ shared: shelf(entries, mark) }), open({ shared: shelf(entries, mark) })];
  await one.isNew("a");
  await one.cache.settle();
  expect(await other.isNew("a")).toBe(false);
  await one.cache.clear();
  expect(await one.isNew("b")).toBe(true);
  expect(await one.isNew("a")).toBe(true);
  await one.cache.clear();
  await expect.poll(() => other.isNew("a"), { timeout: 10_000, interval: 200 }).toBe(true);
});
