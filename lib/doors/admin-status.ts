import { statSync } from "node:fs";
import path from "node:path";
import { getHeapStatistics } from "node:v8";
import { guardRequest } from "#lib/auth/guard";
import { processCache } from "#lib/core/cache";
import { loadConfig, settingOrigins } from "#lib/core/config";
import { databaseName } from "#lib/core/database-name";
import { type Rotation, rotatedFiles } from "#lib/core/rotating-file";
import { settingLines } from "#lib/core/setting-lines";
import { instanceDatabase } from "#lib/db/instance";
import { schemaState } from "#lib/db/migrate";
import { openStreams } from "./event-hub.ts";
import { instanceFigures } from "./instance-figures.ts";
import { problemResponse } from "./problem-response.ts";
import { rateLimiterState } from "./rate-limit.ts";
import { requestIdOf } from "./request-id.ts";
import { requireAdmin } from "./require-admin.ts";
import { requestsUnderWay } from "./server/note-requests.ts";
import { VERSION } from "./version.ts";

/** Answers /admin/status: what this instance is and how it is doing, as far as an owner may know. */
export async function answerStatus(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    guardRequest(request);
    await requireAdmin(request, "/admin/status");
    const headers = { "cache-control": "no-store", "x-request-id": requestId };
    return Response.json(await instanceStatus(), { headers });
  } catch (error) {
    return problemResponse(error, requestId);
  }
}

async function instanceStatus() {
  const { log, database, bound, environment, security } = loadConfig();
  const figures = await instanceFigures();
  const prisma = path.join(/* turbopackIgnore: true */ process.cwd(), "prisma");
  return {
    name: "turbo",
    version: VERSION,
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    pid: process.pid,
    environment,
    bound,
    startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    uptimeSeconds: Math.floor(process.uptime()),
    memory: memory(),
    database: {
      engine: instanceDatabase().engine,
      name: databaseName(database.url),
      answers: figures !== null,
      bytes: figures?.bytes ?? null,
      walBytes: figures?.walBytes ?? null,
      schema: await schemaState(database.url, prisma).catch(() => null),
    },
    events: { last: figures?.lastEvent ?? null },
    queue: { ready: figures?.ready ?? null, oldestReadyAt: figures?.oldestReady?.toISOString() ?? null },
    leases: figures && { held: figures.leases - figures.leasesOver, over: figures.leasesOver },
    sessions: { stopped: figures?.stoppedSessions ?? null, streams: openStreams() },
    requests: { underWay: requestsUnderWay() },
    cache: (await processCache()?.state()) ?? null,
    rateLimiter: rateLimiterState(security.rateLimitPerMinute),
    log: { level: log.level, ...logFiles(log.file) },
    settings: settingLines(settingOrigins()),
  };
}

function memory() {
  const { rss, heapUsed, heapTotal } = process.memoryUsage();
  const limit = getHeapStatistics().heap_size_limit;
  return { residentBytes: rss, heapUsedBytes: heapUsed, heapTotalBytes: heapTotal, heapLimitBytes: limit };
}

function logFiles(rotation: Rotation | null) {
  if (!rotation) return { file: null };
  const there = rotatedFiles(rotation).flatMap((file) => statSync(file, { throwIfNoEntry: false })?.size ?? []);
  const bytes = there.reduce((sum, size) => sum + size, 0);
  return { ...rotation, files: there.length, bytes };
}
