import { type Added, numbersOf, type Trail, trailParts } from "./trail.ts";
import type { Transaction } from "./transaction.ts";

/** Where listeners hear that there are new events. */
export const CHANNEL = "turbo_events";
/** The advisory lock under which event numbers are given, held until the commit. */
const EVENT_LOCK = 7_305_001;

const TRAIL = `WITH added AS (
    INSERT INTO "Event" ("at", "operation", "door", "userId", "keyId", "actor", "session", "requestId", "subjectId", "projectId", "changes")
    SELECT (r.v ->> 0)::timestamp(3), r.v ->> 1, r.v ->> 2, r.v ->> 3, r.v ->> 4, r.v -> 5, r.v ->> 6, r.v ->> 7, r.v ->> 8, r.v ->> 9, r.v -> 10
    FROM (SELECT pg_advisory_xact_lock(${EVENT_LOCK})) AS turn, jsonb_array_elements($1::jsonb) WITH ORDINALITY AS r(v, place) ORDER BY r.place
    RETURNING "number"
  ), numbered AS (
    SELECT "number", row_number() OVER (ORDER BY "number") - 1 AS place FROM added
  ), subjects AS (
    INSERT INTO "EventSubject" ("number", "subjectId")
    SELECT n."number", r.v ->> 1 FROM jsonb_array_elements($2::jsonb) AS r(v) JOIN numbered n ON n.place = (r.v ->> 0)::int
  ), texts AS (
    INSERT INTO "LongText" ("hash", "createdAt", "length", "body")
    SELECT r.v ->> 0, (r.v ->> 1)::timestamp(3), (r.v ->> 2)::int, decode(r.v ->> 3, 'hex') FROM jsonb_array_elements($3::jsonb) AS r(v)
    ON CONFLICT DO NOTHING
  ), notices AS (
    INSERT INTO "InboxItem" ("id", "createdAt", "userId", "kind", "subjectKind", "subjectId", "sourceId", "projectId", "actor", "excerpt", "done")
    SELECT r.v ->> 0, (r.v ->> 1)::timestamp(3), r.v ->> 2, (r.v ->> 3)::"InboxKind", (r.v ->> 4)::"Subject", r.v ->> 5, r.v ->> 6, r.v ->> 7, r.v -> 8, r.v ->> 9, false
    FROM jsonb_array_elements($4::jsonb) AS r(v)
    ON CONFLICT DO NOTHING
  ) SELECT "number", CASE WHEN place = 0 THEN pg_notify('${CHANNEL}', '')::text END AS "told" FROM numbered`;

/** Writes a trail in one statement; answers the numbers of its events, which are given one transaction after the other. */
export async function writePostgresTrail(tx: Transaction, trail: Trail): Promise<number[]> {
  return numbersOf(await tx.$queryRawUnsafe<Added[]>(TRAIL, ...trailParts(trail)));
}
