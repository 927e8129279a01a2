import type { Logger } from "pino";
import type { Config } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import type { SharedCache } from "#lib/core/shared-cache";
import { cacheTable } from "./cache-table.ts";
import type { Database } from "./database.ts";
import { fallingBack } from "./falling-back.ts";
import { redisCache } from "./redis-cache.ts";

/** Where the settings say that the cache is kept beyond the memory; null for nowhere. Throws `configuration`. */
export async function openSharedCache(
  database: Database,
  { backend, redisUrl, ...options }: Config["cache"],
  log: Pick<Logger, "info" | "warn">,
): Promise<SharedCache | null> {
  if (backend === "memory") return null;
  const table = cacheTable(database, options);
  if (backend === "database") return table;
  if (redisUrl === null)
    throw new TurboError(
      "configuration",
      "cache.backend is redis and cache.redis_url is not set, so Turbo did not start. Set TURBO_CACHE_REDIS_URL, or take cache.backend away.",
    );
  return fallingBack(await redisCache({ url: redisUrl, ...options }), table, {
    away: (reason) => log.warn({ reason }, "Redis is away: the cache is kept in the database meanwhile"),
    back: () => log.info("Redis is back: the cache is kept there again"),
  });
}
