import { bindings } from "#lib/core/bindings";
import { dateOf, type Row } from "#lib/core/row-value";
import type { Database } from "#lib/db/database";
import { LIVE_MINUTES } from "#lib/domain/agents/schema";

/** How the work of the whole workspace stands. */
export interface Figures {
  /** Live issues whose status is ready, those that wait for others among them. */
  ready: number;
  /** Since when the longest waiting of them waits. */
  oldestReady: Date | null;
  /** Leases that are held, those that ran out and were not yet taken back among them. */
  leases: number;
  /** Of these, leases that ran out. */
  leasesOver: number;
  /** Sessions whose writes are refused. */
  stoppedSessions: number;
  /** Agents that are live: they hold an issue, or asked for something a short while ago. */
  agents: number;
  /** Number of the newest event; 0 where there is none. */
  lastEvent: number;
}

const MINUTE = 60_000;

/** Read in one statement, each part from an index. */
export async function readFigures({ engine, reader }: Pick<Database, "engine" | "reader">): Promise<Figures> {
  const { values, bind } = bindings(engine);
  const now = new Date();
  const since = new Date(now.getTime() - LIVE_MINUTES * MINUTE);
  const [row] = await reader.$queryRawUnsafe<Row[]>(
    `SELECT q."ready", q."oldest", c."leases", c."over",
       (SELECT count(*) FROM "ApiKey" k WHERE k."kind" = 'agent' AND k."revokedAt" IS NULL AND (k."lastUsedAt" > ${bind(since)}
         OR EXISTS (SELECT 1 FROM "Claim" h WHERE h."keyId" = k."id" AND h."endedAt" IS NULL AND h."until" > ${bind(now)}))) AS "agents",
       (SELECT count(*) FROM "SessionStop") AS "stopped", (SELECT max("number") FROM "Event") AS "lastEvent"
     FROM (SELECT count(*) AS "ready", min("queuedAt") AS "oldest" FROM "Issue" WHERE "shelf" = 'live' AND "status" = 'ready') q
       CROSS JOIN (SELECT count(*) AS "leases", count(CASE WHEN "until" <= ${bind(now)} THEN 1 END) AS "over"
         FROM "Claim" WHERE "endedAt" IS NULL) c`,
    ...values,
  );
  return {
    ready: Number(row?.ready ?? 0),
    oldestReady: dateOf(row?.oldest),
    leases: Number(row?.leases ?? 0),
    leasesOver: Number(row?.over ?? 0),
    agents: Number(row?.agents ?? 0),
    stoppedSessions: Number(row?.stopped ?? 0),
    lastEvent: Number(row?.lastEvent ?? 0),
  };
}
