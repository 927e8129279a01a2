import { type Bound, bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { instantOf, jsonOf, numberOf, type Row, textOf } from "#lib/core/row-value";
import type { Event } from "#lib/domain/events/schema";
import { seenOnly } from "#lib/domain/subjects/seen-only";
import type { Session, SessionStop } from "./schema.ts";

/** Event numbers that one page looks through, at most, so that a page takes as long however many events there are. */
export const LOOKED_THROUGH = 20_000;

interface SessionQuery {
  /** Whose sessions; null for everybody's. */
  userId: string | null;
  /** Only sessions of this key. */
  keyId: string | null;
  /** Only sessions whose last event has a lower number. */
  before: number | null;
  limit: number;
}

const LAST = `e."number", e."at", e."actor", e."session", e."userId", e."keyId"`;

/** What is told of the sessions whose last events are `latest`. */
function toldOf(ctx: ReadContext): string {
  const own = (event: string) =>
    `${event}."session" = latest."session" AND ${event}."keyId" = latest."keyId"${seenOnly(ctx, event)}`;
  return `latest.*, u."handle", u."name", s."createdAt" AS "stoppedAt", s."reason", b."handle" AS "byHandle", b."name" AS "byName",
    (SELECT count(*) FROM "Event" w WHERE ${own("w")}) AS "writes",
    (SELECT f."at" FROM "Event" f WHERE ${own("f")} ORDER BY f."number" LIMIT 1) AS "first",
    (SELECT SUM(t."tokens") FROM "TokensServed" t WHERE t."keyId" = latest."keyId"
       AND t."session" = COALESCE(latest."session", '')${seenOnly(ctx, "t")}) AS "tokens",
    (SELECT c."model" FROM "Claim" c JOIN "Issue" i ON i."id" = c."issueId" WHERE c."session" = latest."session"
       AND c."keyId" = latest."keyId" AND c."model" IS NOT NULL${seenOnly(ctx, "i")} ORDER BY c."createdAt" DESC LIMIT 1) AS "model"`;
}

/** Joined to `latest`: whose it is, and whether and by whom it was stopped. */
const PEOPLE = `LEFT JOIN "User" u ON u."id" = latest."userId"
  LEFT JOIN "SessionStop" s ON s."keyId" = latest."keyId" AND s."session" = COALESCE(latest."session", '')
  LEFT JOIN "User" b ON b."id" = s."userId"`;

/**
 * Sessions by their last event that the actor may see, latest first, in one statement: an event counts when its session has
 * no later one, which an index answers. A page may be short or empty while `next` says that there is more to look through.
 */
export async function findSessions(
  ctx: ReadContext,
  { userId, keyId, before, limit }: SessionQuery,
): Promise<{ sessions: Session[]; next: number | null }> {
  const { values, bind } = bindings(ctx.database.engine);
  const top =
    before === null ? `(SELECT COALESCE(MAX("number"), 0) + 1 FROM "Event")` : `CAST(${bind(before)} AS INTEGER)`;
  const whose = `${userId === null ? "" : ` AND e."userId" = ${bind(userId)}`}${keyId === null ? "" : ` AND e."keyId" = ${bind(keyId)}`}`;
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `WITH top("number") AS (SELECT ${top}), ended AS (
       SELECT ${LAST} FROM "Event" e
       WHERE e."number" < (SELECT "number" FROM top) AND e."number" >= (SELECT "number" FROM top) - ${LOOKED_THROUGH}
         AND e."session" IS NOT NULL AND e."keyId" IS NOT NULL${whose}${seenOnly(ctx, "e")}
         AND NOT EXISTS (SELECT 1 FROM "Event" l WHERE l."session" = e."session" AND l."number" > e."number" AND l."keyId" = e."keyId"${seenOnly(ctx, "l")})
       ORDER BY e."number" DESC LIMIT ${limit + 1}
     ) SELECT ${toldOf(ctx)}, (SELECT "number" FROM top) AS "top"
     FROM top LEFT JOIN ended latest ON 1 = 1 ${PEOPLE} ORDER BY latest."number" DESC`,
    ...values,
  );
  const found = rows.filter((row) => row.number !== null);
  const shown = found.slice(0, limit);
  const looked = Number(rows[0]?.top ?? 0) - LOOKED_THROUGH;
  const next = found.length > limit ? Number(shown.at(-1)?.number) : looked > 1 ? looked : null;
  return { sessions: shown.map(toSession), next };
}

/** The session of a name on a key, as far as the actor may see what it wrote; null where it wrote nothing. */
export async function findNamedSession(
  ctx: ReadContext,
  { keyId, session }: { keyId: string; session: string },
): Promise<Session | null> {
  const { values, bind } = bindings(ctx.database.engine);
  const own = `e."session" = ${bind(session)} AND e."keyId" = ${bind(keyId)}`;
  return readOne(ctx, `SELECT ${LAST} FROM "Event" e WHERE ${own}${seenOnly(ctx, "e")}`, values);
}

/** What was written last with a key under no name, of what was written lately; null where nothing was. */
export async function findUnnamedSession(ctx: ReadContext, keyId: string): Promise<Session | null> {
  const { values, bind } = bindings(ctx.database.engine);
  const lately = `e."number" > (SELECT COALESCE(MAX("number"), 0) FROM "Event") - ${LOOKED_THROUGH}`;
  const own = `e."keyId" = ${bind(keyId)} AND e."session" IS NULL AND ${lately}`;
  const found = await readOne(ctx, `SELECT ${LAST} FROM "Event" e WHERE ${own}${seenOnly(ctx, "e")}`, values);
  return found && { ...found, first: null, writes: null };
}

async function readOne(ctx: ReadContext, events: string, values: readonly Bound[]): Promise<Session | null> {
  const [row] = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT ${toldOf(ctx)} FROM (${events} ORDER BY e."number" DESC LIMIT 1) latest ${PEOPLE}`,
    ...values,
  );
  return row ? toSession(row) : null;
}

function toSession(row: Row): Session {
  const actor = jsonOf<Event["actor"]>(row.actor);
  return {
    session: textOf(row.session),
    user: { handle: String(row.handle ?? actor.handle), name: String(row.name ?? actor.name) },
    key: actor.key,
    keyId: String(row.keyId),
    kind: actor.kind,
    client: actor.client,
    model: textOf(row.model),
    first: instantOf(row.first),
    last: instantOf(row.at),
    writes: numberOf(row.writes),
    tokens: Number(row.tokens ?? 0),
    stopped: stopOf(row),
  };
}

function stopOf({ stoppedAt, byHandle, byName, reason }: Row): SessionStop | null {
  const at = instantOf(stoppedAt);
  if (at === null) return null;
  return { at, by: { handle: String(byHandle ?? ""), name: String(byName ?? "Somebody") }, reason: String(reason) };
}
