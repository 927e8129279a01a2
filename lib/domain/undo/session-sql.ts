import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { instantOf, jsonOf, type Row } from "#lib/core/row-value";
import type { Event } from "#lib/domain/events/schema";
import { seenOnly } from "#lib/domain/subjects/seen-only";
import type { Session } from "./schema.ts";

/** Event numbers that one page looks through, at most, so that a page takes as long however many events there are. */
const LOOKED_THROUGH = 20_000;

interface SessionQuery {
  /** Whose sessions; null for everybody's. */
  userId: string | null;
  /** Only sessions whose last event has a lower number. */
  before: number | null;
  limit: number;
}

/**
 * Sessions by their last event that the actor may see, latest first, in one statement: an event counts when its session and
 * person have no later one, which an index answers. A page may be short or empty while `next` says that there is more to look through.
 */
export async function findSessions(
  ctx: ReadContext,
  { userId, before, limit }: SessionQuery,
): Promise<{ sessions: Session[]; next: number | null }> {
  const { values, bind } = bindings(ctx.database.engine);
  const top =
    before === null ? `(SELECT COALESCE(MAX("number"), 0) + 1 FROM "Event")` : `CAST(${bind(before)} AS INTEGER)`;
  const whose = userId === null ? "" : ` AND e."userId" = ${bind(userId)}`;
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `WITH top("number") AS (SELECT ${top}), ended AS (
       SELECT e."number", e."at", e."actor", e."session", e."userId" FROM "Event" e
       WHERE e."number" < (SELECT "number" FROM top) AND e."number" >= (SELECT "number" FROM top) - ${LOOKED_THROUGH}
         AND e."session" IS NOT NULL AND e."keyId" IS NOT NULL${whose}${seenOnly(ctx, "e")}
         AND NOT EXISTS (SELECT 1 FROM "Event" l WHERE l."session" = e."session" AND l."number" > e."number" AND l."userId" = e."userId"${seenOnly(ctx, "l")})
       ORDER BY e."number" DESC LIMIT ${limit + 1}
     ) SELECT latest.*, u."handle", u."name", (SELECT "number" FROM top) AS "top",
       (SELECT count(*) FROM "Event" w WHERE w."session" = latest."session" AND w."userId" = latest."userId"${seenOnly(ctx, "w")}) AS "writes",
       (SELECT f."at" FROM "Event" f WHERE f."session" = latest."session" AND f."userId" = latest."userId"${seenOnly(ctx, "f")} ORDER BY f."number" LIMIT 1) AS "first"
     FROM top LEFT JOIN ended latest ON 1 = 1 LEFT JOIN "User" u ON u."id" = latest."userId" ORDER BY latest."number" DESC`,
    ...values,
  );
  const found = rows.filter((row) => row.number !== null);
  const shown = found.slice(0, limit);
  const looked = Number(rows[0]?.top ?? 0) - LOOKED_THROUGH;
  const next = found.length > limit ? Number(shown.at(-1)?.number) : looked > 1 ? looked : null;
  return { sessions: shown.map(toSession), next };
}

function toSession(row: Row): Session {
  const actor = jsonOf<Event["actor"]>(row.actor);
  return {
    session: String(row.session),
    user: { handle: String(row.handle ?? actor.handle), name: String(row.name ?? actor.name) },
    key: actor.key,
    kind: actor.kind,
    client: actor.client,
    first: instantOf(row.first) ?? "",
    last: instantOf(row.at) ?? "",
    writes: Number(row.writes),
  };
}
