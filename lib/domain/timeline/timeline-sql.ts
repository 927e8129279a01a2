import { type Bound, bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import type { KeysetValue } from "#lib/db/keyset";
import { KINDS } from "#lib/domain/kinds";
import { projectInUse } from "#lib/domain/subjects/in-use";
import { seenOf, seenOnly } from "#lib/domain/subjects/seen-only";

interface TimelineQuery {
  from: string;
  to: string;
  /** Ids; null means every project. */
  projects: readonly string[] | null;
  after: readonly KeysetValue[] | null;
  limit: number;
}

/** One statement for a page of the timeline: each kind comes by its end from its own index and they are merged. */
export function timelineSql(ctx: ReadContext, query: TimelineQuery): { sql: string; values: Bound[] } {
  const { values, bind, bindAll } = bindings(ctx.database.engine);
  const { to, projects, after, limit } = query;
  // One lower bound, where the page begins: of two the engine may take the other, and go through all that came before.
  const from = after && String(after[0]) > query.from ? String(after[0]) : query.from;
  const part = (kind: "initiative" | "milestone", end: string, within: () => string) => {
    const where = [
      `x."shelf" = 'live'`,
      `x."${end}" >= ${bind(from)}`,
      `(x."startDate" <= ${bind(to)} OR (x."startDate" IS NULL AND x."${end}" <= ${bind(to)}))`,
    ];
    const own = within();
    if (own) where.push(own);
    if (after) where.push(`(x."${end}", x."id") > (${bindAll(after)})`);
    return `SELECT * FROM (SELECT '${kind}' AS "kind", x."id", x."${end}" AS "end" FROM "${KINDS[kind].table}" x
      WHERE ${where.join(" AND ")} ORDER BY x."${end}", x."id" LIMIT ${limit + 1}) AS "of_${kind}"`;
  };
  const initiatives = part("initiative", "targetSort", () => {
    const seen = seenOf(ctx, "initiative", "x").replace(" AND ", "");
    if (!projects) return seen;
    const spans = `EXISTS (SELECT 1 FROM "InitiativeProject" s WHERE s."initiativeId" = x."id" AND s."projectId" IN (${bindAll(projects)}))`;
    return seen ? `${seen} AND ${spans}` : spans;
  });
  const milestones = part("milestone", "dueSort", () => {
    const seen = seenOnly(ctx, "x").replace(" AND ", "");
    const live = projectInUse("x").replace(" AND ", "");
    const own = projects ? `x."projectId" IN (${bindAll(projects)})` : "";
    return [live, seen, own].filter(Boolean).join(" AND ");
  });
  return {
    sql: `${initiatives} UNION ALL ${milestones} ORDER BY "end", "id" LIMIT ${limit + 1}`,
    values,
  };
}
