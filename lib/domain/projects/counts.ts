import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";

export interface ProjectCounts {
  open: number;
  done: number;
  percent: number;
  overdue: number;
}

const NONE: ProjectCounts = { open: 0, done: 0, percent: 0, overdue: 0 };

const OVERDUE = "overdue";

/**
 * The statement that counts a project's issues by status, and the overdue ones; each half of it reads one index.
 * `projects` and `today` answer marks, one after another as they stand in the text.
 */
export function countSql(projects: () => string, today: () => string): string {
  return `SELECT "projectId" AS "id", CAST("status" AS TEXT) AS "what", count(*) AS "count" FROM "Issue"
       WHERE "shelf" = 'live' AND "projectId" IN (${projects()}) GROUP BY "projectId", "status"
     UNION ALL SELECT "projectId", '${OVERDUE}', count(*) FROM "Issue"
       WHERE "shelf" = 'live' AND "projectId" IN (${projects()}) AND "dueSort" < ${today()}
         AND CAST("status" AS TEXT) NOT IN ('done', 'canceled') GROUP BY "projectId"`;
}

/** What the rows of `countSql` say of one project. */
export function countsOf(rows: readonly { what: string; count: number }[]): ProjectCounts {
  const counts = { ...NONE };
  for (const { what, count } of rows) {
    if (what === OVERDUE) counts.overdue += count;
    else if (what === "done") counts.done += count;
    else if (what !== "canceled") counts.open += count;
  }
  const all = counts.open + counts.done;
  return { ...counts, percent: all === 0 ? 0 : Math.floor((100 * counts.done) / all) };
}

/** Open, done and overdue issues of projects, in one statement. */
export async function countIssues(
  ctx: ReadContext,
  projectIds: readonly string[],
): Promise<(projectId: string) => ProjectCounts> {
  if (projectIds.length === 0) return () => NONE;
  const { values, bind, bindAll } = bindings(ctx.database.engine);
  const sql = countSql(
    () => bindAll(projectIds),
    () => bind(ctx.today),
  );
  const rows = await ctx.db.$queryRawUnsafe<{ id: string; what: string; count: number | bigint }[]>(sql, ...values);
  return (id) =>
    countsOf(rows.filter((row) => row.id === id).map(({ what, count }) => ({ what, count: Number(count) })));
}
