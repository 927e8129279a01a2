import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { instantOf, jsonOf, type Row, textOf } from "#lib/core/row-value";
import { inOrderOf } from "#lib/domain/lists/list-page";
import type { Via } from "#lib/domain/people/schema";
import type { Holding } from "./holder.ts";
import type { Claim } from "./schema.ts";

/** A claim as this code holds it. */
export interface StoredClaim extends Claim, Holding {
  id: string;
  issueId: string;
  projectId: string;
  /** Whom the issue was assigned to before. */
  formerId: string | null;
  workLogId: string | null;
}

/** Claims in the order of the ids, in one statement. */
export async function findClaims(ctx: ReadContext, ids: readonly string[]): Promise<StoredClaim[]> {
  if (ids.length === 0) return [];
  const { values, bindAll } = bindings(ctx.database.engine);
  return inOrderOf(ids, await readClaims(ctx, `c."id" IN (${bindAll(ids)})`, values));
}

/** The claim of a lease that is held. */
export async function requireClaim(ctx: ReadContext, lease: string): Promise<StoredClaim> {
  const [claim] = await findClaims(ctx, [lease]);
  if (!claim) throw new Error(`the claim ${lease} came and went`);
  return claim;
}

/** Claims in one statement; `where` speaks of `c`, and may go on to an order and a limit. */
export async function readClaims(
  ctx: ReadContext,
  where: string,
  values: ReturnType<typeof bindings>["values"],
): Promise<StoredClaim[]> {
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT c.*, CAST(c."end" AS TEXT) AS "ended", u."handle" AS "holderHandle", u."name" AS "holderName",
       p."key" || '-' || i."number" AS "issue", i."title", i."projectId"
     FROM "Claim" c JOIN "Issue" i ON i."id" = c."issueId" JOIN "Project" p ON p."id" = i."projectId"
       JOIN "User" u ON u."id" = c."userId" WHERE ${where}`,
    ...values,
  );
  return rows.map(toStoredClaim);
}

function toStoredClaim(row: Row): StoredClaim {
  return {
    id: String(row.id),
    lease: String(row.id),
    issue: String(row.issue),
    issueId: String(row.issueId),
    projectId: String(row.projectId),
    title: String(row.title),
    holder: { id: String(row.userId), handle: String(row.holderHandle), name: String(row.holderName) },
    via: jsonOf<Via | null>(row.via),
    keyId: textOf(row.keyId),
    session: String(row.session),
    model: textOf(row.model),
    minutes: Number(row.minutes),
    since: instantOf(row.createdAt) ?? "",
    until: instantOf(row.until) ?? "",
    endedAt: instantOf(row.endedAt),
    end: textOf(row.ended) as Claim["end"],
    reason: String(row.reason),
    formerId: textOf(row.formerId),
    workLogId: textOf(row.workLogId),
  };
}
