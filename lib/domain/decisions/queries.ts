import { limitOf } from "#lib/core/actor";
import { type Bound, bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { notFound, TurboError } from "#lib/core/errors";
import { isId } from "#lib/core/ids";
import type { Row } from "#lib/core/row-value";
import type { KeysetQuery, KeysetValue } from "#lib/db/keyset";
import { idBySource } from "#lib/domain/subjects/id-by-source";
import { requireInUse, requireProjectInUse } from "#lib/domain/subjects/in-use";
import { seenOf } from "#lib/domain/subjects/seen-only";
import { readSubjectKey } from "#lib/domain/subjects/subject-key";
import { type StoredDecision, toDecisionLine, toStoredDecision } from "./decision-row.ts";
import { decisionPageSql, decisionSql } from "./decision-sql.ts";
import type { DecisionLine } from "./schema.ts";

/** The decision of a key or id, binned ones included. Throws `not_found`. */
export async function requireDecision(ctx: ReadContext, ref: string, path = "decision"): Promise<StoredDecision> {
  const found = await findDecision(ctx, ref);
  if (found) return found;
  throw notFound(
    path,
    `There is no decision "${ref.slice(0, 80)}". Keys look like TURBO-DEC7, or DEC-7 for the whole workspace.`,
  );
}

/**
 * A decision that can be changed: neither it nor its project is in the bin, and it is none of the workspace for a key
 * limited to some projects.
 */
export async function requireUsableDecision(ctx: ReadContext, ref: string, path = "decision"): Promise<StoredDecision> {
  return requireInUse(await requireOwnDecision(ctx, ref, path));
}

/** The same, one that is in the bin itself included. */
export async function requireOwnDecision(ctx: ReadContext, ref: string, path = "decision"): Promise<StoredDecision> {
  const decision = await requireDecision(ctx, ref, path);
  requireOwn(ctx, decision.projectId, decision.key);
  requireProjectInUse(decision);
  return decision;
}

/** Refuses to write what belongs to the whole workspace to who is limited to some projects. */
export function requireOwn(ctx: ReadContext, projectId: string | null, what: string): void {
  if (projectId !== null || ctx.actor.projectIds === null) return;
  const { who, way } = limitOf(ctx.actor);
  throw new TurboError(
    "forbidden",
    `${what} belongs to the whole workspace, and ${who} is limited to some projects. ${way}, or name a project.`,
  );
}

/** Refuses to let a decision take the place of others of which the actor may not change all. */
export function requireOwnPlaces(ctx: ReadContext, { key, supersedes }: StoredDecision): void {
  if (ctx.actor.projectIds === null || supersedes.every((old) => old.seen && old.projectId !== null)) return;
  const { who, way } = limitOf(ctx.actor);
  throw new TurboError(
    "forbidden",
    `${key} takes the place of decisions beyond the projects of ${who}. ${way} to accept it.`,
  );
}

/** Decisions whole, in no order; what the actor may not see is left out. */
export async function findDecisions(ctx: ReadContext, ids: readonly string[]): Promise<StoredDecision[]> {
  if (ids.length === 0) return [];
  const { values, bindAll } = bindings(ctx.database.engine);
  return read(ctx, `d."id" IN (${bindAll(ids)})`, values);
}

/** One page of decisions as lists show them, found and read by one statement. */
export async function findDecisionPage(
  ctx: ReadContext,
  query: Omit<KeysetQuery, "table">,
): Promise<{ items: DecisionLine[]; next: KeysetValue[] | null }> {
  const { rows, next } = await ctx.database.keysetRows<Row>(ctx.db, { table: "Decision", ...query }, (page) =>
    decisionPageSql(ctx, page, query.order),
  );
  return { items: rows.map(toDecisionLine), next };
}

async function findDecision(ctx: ReadContext, ref: string): Promise<StoredDecision | null> {
  const { values, bind } = bindings(ctx.database.engine);
  if (isId(ref)) return (await read(ctx, `d."id" = ${bind(ref.toLowerCase())}`, values))[0] ?? null;
  const key = readSubjectKey(ref);
  if (key?.kind !== "decision") {
    const id = await idBySource(ctx, "decision", ref);
    return id === null ? null : ((await read(ctx, `d."id" = ${bind(id)}`, values))[0] ?? null);
  }
  const own = key.project === null ? `d."projectId" IS NULL` : `p."key" = ${bind(key.project)}`;
  return (await read(ctx, `${own} AND d."number" = ${bind(key.number)}`, values))[0] ?? null;
}

async function read(ctx: ReadContext, where: string, values: readonly Bound[]): Promise<StoredDecision[]> {
  const sql = decisionSql(ctx, `${where}${seenOf(ctx, "decision", "d")}`);
  return (await ctx.db.$queryRawUnsafe<Row[]>(sql, ...values)).map(toStoredDecision);
}
