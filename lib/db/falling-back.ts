import type { SharedCache } from "#lib/core/shared-cache";
import type { RedisCache } from "./redis-cache.ts";

/** How often is tried whether Redis is back, in milliseconds. Nobody who asks for an entry waits for that. */
const PAUSE = 2_000;

interface Hears {
  away(reason: string): void;
  back(): void;
}

/** The cache in Redis while it answers and takes writes, else in the database. Each change is told once. */
export function fallingBack(redis: RedisCache, table: SharedCache, hears: Hears): SharedCache {
  let away = false;
  /** Was the cache cleared while Redis could not hear it? */
  let unheard = false;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  async function tryAgain(): Promise<void> {
    try {
      await (unheard ? redis.clear() : redis.tryOut());
      away = unheard = false;
      hears.back();
    } catch {
      if (!closed) timer = setTimeout(tryAgain, PAUSE).unref();
    }
  }

  function isAway(error: unknown): void {
    if (away) return;
    away = true;
    hears.away(error instanceof Error ? error.message : String(error));
    timer = setTimeout(tryAgain, PAUSE).unref();
  }

  async function ask<T>(question: (cache: SharedCache) => Promise<T>): Promise<T> {
    if (away) return question(table);
    try {
      return await question(redis);
    } catch (error) {
      isAway(error);
      return question(table);
    }
  }

  return {
    read: (name) => ask((cache) => cache.read(name)),
    write: (entries) => ask((cache) => cache.write(entries)),
    async clear() {
      // The table may hold something of hours in which Redis was away.
      await table.clear();
      if (!away) await redis.clear().catch(isAway);
      unheard = away;
    },
    cleared: () => ask((cache) => cache.cleared()),
    async state() {
      const state = await ask((cache) => cache.state());
      return { ...state, away };
    },
    // Meanwhile each server counts alone.
    count: async (added) => {
      if (away) return null;
      return redis.count(added).catch((error) => {
        isAway(error);
        return null;
      });
    },
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      await redis.close();
    },
  };
}
