import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Cache, processCache, settleCache } from "#lib/core/cache";
import { loadConfig } from "#lib/core/config";
import { SharedCounts, settleCounts } from "#lib/core/shared-counts";
import { instanceDatabase } from "#lib/db/instance";
import { openSharedCache } from "#lib/db/open-cache";
import { doorLog } from "./door-context.ts";

/** Keeps, from now on, what is made once, as the settings say, and counts callers together with other servers. `root` is the folder of what was built. */
export async function startCache(root: string): Promise<void> {
  const { cache } = loadConfig();
  if (!cache.enabled) return settleCache(null);
  const maker = makerOf(root);
  const shared = maker === null ? null : await openSharedCache(instanceDatabase(), cache, doorLog());
  settleCounts(shared?.count ? new SharedCounts(shared.count) : null);
  settleCache(
    new Cache({
      memory: cache.memoryMb * 1024 * 1024,
      lasting: cache.ttlSeconds * 1000,
      patience: cache.timeoutMs,
      maker: maker ?? "",
      shared,
      // While the database is away the log says so anyway.
      onFailure: (error) => doorLog().debug({ err: error }, "what was made was not kept"),
    }),
  );
}

/** Writes what is not yet written, and forgets the rest. */
export async function endCache(): Promise<void> {
  settleCounts(null);
  await processCache()?.close();
  settleCache(null);
}

/** Which sources this Turbo was built from; null where nobody can tell, as while they change: then nothing outlives the process. */
function makerOf(root: string): string | null {
  try {
    return createHash("sha256")
      .update(readFileSync(path.join(root, "stamp")))
      .digest("hex")
      .slice(0, 12);
  } catch {
    return null;
  }
}
