import { type Config, readConfig } from "#lib/core/config";
import type { SharedCache } from "#lib/core/shared-cache";
import { connect } from "#lib/db/connect";
import { requireCurrentSchema } from "#lib/db/migrate";
import { openSharedCache } from "#lib/db/open-cache";
import { askAdmin } from "./ask-admin.ts";
import { outputText } from "./output.ts";
import { prismaFolder } from "./place.ts";
import { runningServer } from "./server-file.ts";
import { linesOf } from "./status.ts";

/** What the server that runs here says of its cache; where none runs, what is kept beyond its memory. Null where it is off. */
export function cacheStats(): Promise<object | null> {
  return withCache(
    async (running) => (await askAdmin(running, "/admin/status")).cache as object | null,
    async (shared) => ({ shared: await shared.state() }),
  );
}

/** Removes everything, and answers what is there then. */
export function clearCache(): Promise<object | null> {
  return withCache(
    async (running) => (await askAdmin(running, "/admin/cache/clear", "POST")).cache as object | null,
    async (shared) => {
      await shared.clear();
      return { shared: await shared.state() };
    },
  );
}

type Running = NonNullable<Awaited<ReturnType<typeof runningServer>>>;

async function withCache(
  ofServer: (running: Running) => Promise<object | null>,
  ofShared: (shared: SharedCache) => Promise<object>,
): Promise<object | null> {
  const { config } = readConfig({ cwd: process.cwd(), env: process.env });
  const running = await runningServer(config.dataDirectory);
  if (running) return ofServer(running);
  return config.cache.enabled ? withShared(config, ofShared) : null;
}

async function withShared(
  { database: options, cache }: Config,
  work: (shared: SharedCache) => Promise<object>,
): Promise<object | null> {
  await requireCurrentSchema(options.url, prismaFolder());
  const database = connect(options);
  try {
    const shared = await openSharedCache(database, cache, { info: () => undefined, warn: () => undefined });
    if (!shared) return null;
    try {
      return await work(shared);
    } finally {
      await shared.close();
    }
  } finally {
    await database.close();
  }
}

export function cacheText(state: object | null, json: boolean): string {
  if (json) return JSON.stringify({ cache: state }, null, 2);
  if (!state) return "Nothing is kept here: cache.enabled is false, or cache.backend is memory and no server runs.";
  return outputText("cache", { items: linesOf(state, "") }, "people");
}
