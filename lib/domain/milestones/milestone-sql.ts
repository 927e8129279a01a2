import type { ReadContext } from "#lib/core/context";
import { jsonSql } from "#lib/core/json-sql";

/**
 * One statement that reads milestones; `where` speaks of `x`, the milestone. `since` is the mark of the instant from
 * which finished issues count for the pace; it stands in the text before `where`.
 */
export function milestoneSql(ctx: ReadContext, since: string, where: string, columns: "line" | "whole"): string {
  const { object, list } = jsonSql(ctx);
  const issues = `FROM "Issue" i WHERE i."milestoneId" = x."id" AND i."shelf" IN ('live', 'archived')`;
  const whole = `, x."projectId", x."description", x."source", x."completedAt", x."archivedAt", x."binnedAt"`;
  return `SELECT x."id", p."key" AS "project", p."shelf" AS "projectShelf", x."number", x."title", x."status", x."startDate", x."dueDate",
    x."shelf", x."version", x."createdAt", x."updatedAt",
    ${list(
      object({ status: `g."status"`, count: `g."n"` }),
      `FROM (SELECT CAST(i."status" AS TEXT) AS "status", count(*) AS "n" ${issues} GROUP BY i."status") g`,
    )} AS "counts",
    (SELECT ${object({ count: "count(*)", first: `min(i."completedAt")` })}
      ${issues} AND i."status" = 'done' AND i."completedAt" >= ${since}) AS "lately"${columns === "whole" ? whole : ""}
    FROM "Milestone" x JOIN "Project" p ON p."id" = x."projectId" WHERE ${where}`;
}
