import type { ReadContext } from "#lib/core/context";
import { seenOnly } from "#lib/domain/subjects/seen-only";

/**
 * The id or rank of the one issue that an old key stands for, as an expression: of those that the actor may see the only
 * one in use, else the only one. NULL where several projects have an issue of that old key.
 */
export function oldKeySql(ctx: ReadContext, mark: string, column: "id" | "rank"): string {
  return `(SELECT CASE WHEN SUM(s."used") = 1 THEN MAX(CASE WHEN s."used" = 1 THEN s."${column}" END)
      WHEN COUNT(*) = 1 THEN MAX(s."${column}") END
    FROM (SELECT o."${column}", CASE WHEN o."shelf" <> 'binned' AND op."shelf" <> 'binned' THEN 1 ELSE 0 END AS "used"
      FROM "IssueAlias" a JOIN "Issue" o ON o."id" = a."issueId" JOIN "Project" op ON op."id" = o."projectId"
      WHERE a."key" = ${mark}${seenOnly(ctx, "o")}) s)`;
}
