import { instanceDatabase } from "#lib/db/instance";
import { openStreams } from "./event-hub.ts";
import { instanceFigures } from "./instance-figures.ts";
import { VERSION } from "./version.ts";

/** How this instance is doing now, for who may see the whole of it; null is what the database does not answer. */
export async function presentFigures() {
  const figures = await instanceFigures();
  return {
    version: VERSION,
    startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    engine: instanceDatabase().engine === "sqlite" ? "SQLite" : "PostgreSQL",
    bytes: figures?.bytes ?? null,
    lastEvent: figures?.lastEvent ?? null,
    ready: figures?.ready ?? null,
    leases: figures && figures.leases - figures.leasesOver,
    streams: openStreams(),
  };
}
