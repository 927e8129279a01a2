import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { invalidField, notFound } from "#lib/core/errors";
import { isId } from "#lib/core/ids";
import { dateOf, instantOf, jsonOf, type Row } from "#lib/core/row-value";
import type { KeysetCondition } from "#lib/db/keyset";
import { readClaims, type StoredClaim } from "#lib/domain/claims/queries";
import type { Event } from "#lib/domain/events/schema";
import { inOrderOf } from "#lib/domain/lists/list-page";
import { seenOnly } from "#lib/domain/subjects/seen-only";
import { type Agent, LIVE_MINUTES } from "./schema.ts";

const MINUTE = 60_000;

/**
 * The keys that an actor knows as agents: all of them; where it is limited to projects, itself (or a
 * person's own) and those that hold an issue there.
 */
export function seenAgents(ctx: ReadContext): KeysetCondition[] {
  const { key, user, projectIds } = ctx.actor;
  if (projectIds === null) return [];
  const holds = `EXISTS (SELECT 1 FROM "Claim" c JOIN "Issue" i ON i."id" = c."issueId"
    WHERE c."keyId" = "ApiKey"."id" AND c."endedAt" IS NULL${seenOnly(ctx, "i")})`;
  const own = (bind: (value: string) => string) => (key ? `"id" = ${bind(key.id)}` : `"userId" = ${bind(user.id)}`);
  return [{ sql: (bind) => `(${own(bind)} OR ${holds})` }];
}

/** The agent or script of a key's id, prefix or name. Throws `not_found`, or `invalid` where there are several. */
export async function requireAgent(ctx: ReadContext, ref: string): Promise<{ id: string }> {
  const wanted: KeysetCondition = isId(ref)
    ? { column: "id", is: ref.toLowerCase() }
    : { sql: (bind) => `("name" = ${bind(ref)} OR "prefix" = ${bind(ref.slice(0, 14))})` };
  const where = [wanted, { column: "kind", in: ["agent", "script"] }, ...seenAgents(ctx)];
  const query = { table: "ApiKey", where, order: ["id"], descending: true, after: null, limit: 5 };
  const { ids } = await ctx.database.keyset(ctx.db, query);
  const [id] = ids;
  if (id === undefined) throw notFound("agent", `There is no agent "${isId(ref) ? ref : ref.slice(0, 80)}".`);
  if (ids.length === 1) return { id };
  const rows = await ctx.db.apiKey.findMany({ where: { id: { in: ids } }, select: { prefix: true } });
  const prefixes = rows.map(({ prefix }) => prefix);
  throw invalidField("agent", `Several keys have this name. Give the prefix of one: ${prefixes.join(", ")}.`, prefixes);
}

/** Agents by the ids of their keys, in that order, with what they hold as far as the actor sees it. */
export async function findAgents(ctx: ReadContext, ids: readonly string[]): Promise<Agent[]> {
  if (ids.length === 0) return [];
  const { values, bindAll } = bindings(ctx.database.engine);
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT k."id", k."name", CAST(k."kind" AS TEXT) AS "kind", k."prefix", k."lastUsedAt", k."revokedAt", k."userId",
       u."handle", u."name" AS "userName",
       (SELECT e."actor" FROM "Event" e WHERE e."keyId" = k."id" ORDER BY e."number" DESC LIMIT 1) AS "actor"
     FROM "ApiKey" k JOIN "User" u ON u."id" = k."userId" WHERE k."id" IN (${bindAll(ids)})`,
    ...values,
  );
  const held = Map.groupBy(await heldBy(ctx, ids), ({ keyId }) => keyId);
  return inOrderOf(
    ids,
    rows.map((row) => toAgent(ctx, row, held.get(String(row.id)) ?? [])),
  );
}

async function heldBy(ctx: ReadContext, ids: readonly string[]): Promise<StoredClaim[]> {
  const { values, bind, bindAll } = bindings(ctx.database.engine);
  const live = `c."endedAt" IS NULL AND c."until" > ${bind(ctx.now)} AND c."keyId" IN (${bindAll(ids)})`;
  return readClaims(ctx, `${live}${seenOnly(ctx, "i")} ORDER BY c."createdAt", c."id"`, values);
}

function toAgent(ctx: ReadContext, row: Row, holds: StoredClaim[]): Agent {
  // Who is limited to projects sees signs of life there only.
  const used = ctx.actor.projectIds === null ? (dateOf(row.lastUsedAt)?.getTime() ?? 0) : 0;
  const seen = Math.max(used, ...holds.map(({ until, minutes }) => new Date(until).getTime() - minutes * MINUTE));
  return {
    ...{ id: String(row.id), name: String(row.name), kind: row.kind as Agent["kind"], prefix: String(row.prefix) },
    user: { id: String(row.userId), handle: String(row.handle), name: String(row.userName) },
    client: row.actor ? jsonOf<Event["actor"]>(row.actor).client : null,
    live: holds.length > 0 || ctx.now.getTime() - seen < LIVE_MINUTES * MINUTE,
    lastSeenAt: seen > 0 ? new Date(seen).toISOString() : null,
    holds,
    revokedAt: instantOf(row.revokedAt),
  };
}
