import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Redis } from "ioredis";
import { newId } from "#lib/core/ids";
import type { SharedCache } from "#lib/core/shared-cache";
import type { AddToAll } from "#lib/core/shared-counts";

/** The entry that says when everything was removed last. */
const MARK = "cleared";
/** Names that are looked at and removed at once. */
const MANY = 1000;

interface Options {
  url: string;
  keyPrefix: string;
  timeoutMs: number;
  ttlSeconds: number;
}

export interface RedisCache extends SharedCache {
  count: AddToAll;
  /** Throws where Redis does not take a write in time, be it away or full. */
  tryOut(): Promise<void>;
}

/** The cache in a Redis, which loses or evicts what it likes. Every call fails in time where Redis is away, and none waits for it. */
export async function redisCache({ url, keyPrefix, timeoutMs, ttlSeconds }: Options): Promise<RedisCache> {
  const { Redis: Client } = await import("ioredis");
  const client: Redis = new Client(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: timeoutMs,
    connectTimeout: 2000,
    retryStrategy: (times) => Math.min(100 * times, 2000),
    connectionName: "turbo",
  });
  // Every call says itself what went wrong; without a listener the process would end.
  client.on("error", () => undefined);
  await Promise.race([client.connect().catch(() => undefined), sleep(timeoutMs, undefined, { ref: false })]);
  const named = (name: string) => keyPrefix + name;

  return {
    tryOut: async () => void (await client.set(named("trial"), "", "PX", 1)),
    read: (name) => client.getBuffer(named(name)),
    async write(entries) {
      const pipeline = client.pipeline();
      for (const [name, value] of entries) pipeline.set(named(name), Buffer.from(value), "EX", ttlSeconds);
      for (const [error] of (await pipeline.exec()) ?? []) if (error) throw error;
    },
    async clear() {
      const match = `${keyPrefix.replace(/[\\*?[\]]/g, "\\$&")}*`;
      let cursor = "0";
      do {
        const [next, names] = await client.scan(cursor, "MATCH", match, "COUNT", MANY);
        if (names.length > 0) await client.unlink(names);
        cursor = next;
      } while (cursor !== "0");
      await client.set(named(MARK), newId());
    },
    cleared: () => client.get(named(MARK)),
    async count(added) {
      const pipeline = client.pipeline();
      for (const [name, { count, seconds }] of added) {
        // Names hold addresses and handles, which are nobody's business here.
        const counter = named(`count:${createHash("sha256").update(name).digest("base64url")}`);
        pipeline.incrby(counter, count).expire(counter, seconds);
      }
      const answers = (await pipeline.exec()) ?? [];
      for (const [error] of answers) if (error) throw error;
      return new Map([...added.keys()].map((name, at) => [name, Number(answers[at * 2]?.[1])]));
    },
    // Whose names begin otherwise are counted as well: to look at each name would hold up a Redis that many share.
    state: async () => ({ backend: "redis", away: false, entries: await client.dbsize(), bytes: null }),
    close: async () => client.disconnect(),
  };
}
