import { createHash, timingSafeEqual } from "node:crypto";
import { bearerKey } from "#lib/auth/bearer-key";
import { guardRequest } from "#lib/auth/guard";
import { loadConfig } from "#lib/core/config";
import { metricsText, type Sample } from "#lib/core/metrics";
import { instanceFigures } from "./instance-figures.ts";
import { problemResponse } from "./problem-response.ts";
import { gauge, processSamples } from "./process-samples.ts";
import { requestIdOf } from "./request-id.ts";
import { requireAdmin } from "./require-admin.ts";

/** Answers /metrics in the text format of Prometheus. */
export async function answerMetrics(request: Request): Promise<Response> {
  try {
    await requireWatcher(request);
    const text = metricsText([...processSamples(), ...(await databaseSamples())]);
    return new Response(text, {
      headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" },
    });
  } catch (error) {
    return problemResponse(error, requestIdOf(request.headers));
  }
}

/**
 * Who has the token, by whatever name it calls this machine; who may see the whole instance; and on loopback anybody, as long
 * as nothing says that others come through a proxy or that a token is wanted.
 */
async function requireWatcher(request: Request): Promise<void> {
  const { metricsToken, bound, server } = loadConfig();
  if (metricsToken !== null && isSame(bearerKey(request.headers) ?? "", metricsToken)) return;
  guardRequest(request);
  if (metricsToken === null && bound === "loopback" && server.publicUrl === null) return;
  await requireAdmin(request, "/metrics");
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [given, wanted].map((text) => createHash("sha256").update(text).digest()) as [Buffer, Buffer];
  return timingSafeEqual(one, other);
}

async function databaseSamples(): Promise<Sample[]> {
  const figures = await instanceFigures();
  const up = gauge("turbo_database_up", "1 where the database answers.", figures ? 1 : 0);
  if (!figures) return [up];
  const { ready, oldestReady, leases, leasesOver, stoppedSessions, lastEvent, bytes, walBytes } = figures;
  const waits = oldestReady ? Math.max(0, (Date.now() - oldestReady.getTime()) / 1000) : 0;
  return [
    up,
    gauge("turbo_database_size_bytes", "Room that the database takes.", bytes),
    ...(walBytes === null ? [] : [gauge("turbo_database_wal_bytes", "SQLite's log that is written ahead.", walBytes)]),
    gauge("turbo_queue_ready", "Issues whose status is ready.", ready),
    gauge("turbo_queue_oldest_seconds", "How long the first of them has been waiting.", waits),
    gauge("turbo_leases_held", "Leases on issues that are held.", leases - leasesOver),
    gauge("turbo_leases_over", "Leases that ran out and were not taken back yet.", leasesOver),
    gauge("turbo_sessions_stopped", "Sessions of agents whose writes are refused.", stoppedSessions),
    gauge("turbo_events_last", "Number of the newest event.", lastEvent),
  ];
}
