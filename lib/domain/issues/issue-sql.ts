import type { ReadContext } from "#lib/core/context";
import { jsonSql } from "#lib/core/json-sql";
import type { PageSql } from "#lib/db/keyset";
import { criteriaSql } from "#lib/domain/criteria/criteria-sql";
import { flagCount } from "#lib/domain/decisions/decision-sql";
import { labelsSql } from "#lib/domain/labels/labels-sql";
import { openQuestionSql } from "#lib/domain/questions/question-sql";
import { projectInUse } from "#lib/domain/subjects/in-use";
import { offIndex } from "#lib/domain/subjects/off-index";
import { seenOnly } from "#lib/domain/subjects/seen-only";
import { openBlockerSql } from "./blockers.ts";

const markOf =
  ({ database }: ReadContext) =>
  (n: number) =>
    database.engine === "postgres" ? `$${n}` : "?";

/** One statement that reads issues as lists show them; `where` speaks of `i`, the issue. */
export function issueLineSql(ctx: ReadContext, where: (mark: (n: number) => string) => string): string {
  return `SELECT ${lineColumns(ctx)} ${from(ctx)} WHERE ${where(markOf(ctx))}`;
}

/** One statement that finds a page of issues and reads them as lists show them, with the columns of its order. */
export function issuePageSql(ctx: ReadContext, { page, order }: PageSql, columns: readonly string[]): string {
  const ordered = columns.map((column) => `i."${column}"`).join(", ");
  return `SELECT ${ordered}, ${lineColumns(ctx)} ${from(ctx, `${page} JOIN "Issue" i ON i."id" = page."id"`)} ORDER BY ${order}`;
}

/** One statement that reads issues whole. */
export function issueSql(ctx: ReadContext, where: (mark: (n: number) => string) => string): string {
  const { object, list } = jsonSql(ctx);
  const chip = (issue: string, project: string) =>
    object({
      id: `${issue}."id"`,
      key: `${project}."key" || '-' || ${issue}."number"`,
      title: `${issue}."title"`,
      status: `${issue}."status"`,
    });
  const links = (mine: string, theirs: string) =>
    list(
      object({ kind: `l."kind"`, issue: chip("o", "op") }),
      `FROM "IssueLink" l JOIN "Issue" o ON o."id" = l."${theirs}" JOIN "Project" op ON op."id" = o."projectId"
       WHERE l."${mine}" = i."id" AND o."shelf" <> 'binned'${projectInUse("o")}${seenOnly(ctx, "o")}`,
    );
  const children = `FROM (SELECT * FROM "Issue" k WHERE k."parentId" = i."id" AND ${offIndex(ctx, `k."shelf"`, "live")}${projectInUse("k")}${seenOnly(ctx, "k")}
    ORDER BY k."rank", k."id" LIMIT 100) c JOIN "Project" cp ON cp."id" = c."projectId"`;
  const aliases = `FROM "IssueAlias" a WHERE a."issueId" = i."id"${seenOnly(ctx, "a")}`;
  return `SELECT ${lineColumns(ctx)},
    i."description", i."resolution", i."branch", i."source", i."startedAt", i."completedAt", i."queuedAt", i."pin", i."lapses", i."archivedAt", i."binnedAt",
    c."keyId", c."session", c."formerId", c."workLogId", CAST(c."end" AS TEXT) AS "claimEnd",
    creator."id" AS "creatorId", creator."handle" AS "creatorHandle", creator."name" AS "creatorName",
    i."projectId", CASE WHEN p."shelf" = 'binned' THEN p."key" END AS "under", i."parentId", i."initiativeId", i."milestoneId", parent."title" AS "parentTitle", parent."status" AS "parentStatus",
    ${criteriaSql(ctx)},
    ${list(chip("c", "cp"), children)} AS "childIssues",
    ${links("fromId", "toId")} AS "linksFrom", ${links("toId", "fromId")} AS "linksTo",
    ${list(`a."key"`, aliases)} AS "aliases"
    ${from(ctx)} LEFT JOIN "User" creator ON creator."id" = i."creatorId" WHERE ${where(markOf(ctx))}`;
}

function lineColumns(ctx: ReadContext): string {
  const children = `FROM "Issue" k WHERE k."parentId" = i."id" AND ${offIndex(ctx, `k."shelf"`, "live")}${projectInUse("k")}${seenOnly(ctx, "k")}`;
  return `i."id", p."key" AS "project", i."number", i."title", i."type", i."status", i."priority", i."estimate", i."dueDate",
  i."rank", i."shelf", i."version", i."createdAt", i."updatedAt", i."criteriaTotal", i."criteriaDone", i."criteriaVerified",
  c."id" AS "lease", c."userId" AS "holderId", cu."handle" AS "holderHandle", cu."name" AS "holderName", c."via" AS "claimVia",
  c."createdAt" AS "claimedAt", c."until", c."minutes", c."endedAt",
  u."id" AS "assigneeId", u."handle" AS "assigneeHandle", u."name" AS "assigneeName",
  pp."key" AS "parentProject", parent."number" AS "parentNumber",
  ini."number" AS "initiativeNumber", ini."title" AS "initiativeTitle", ms."number" AS "milestoneNumber", ms."title" AS "milestoneTitle",
  ${openBlockerSql("i")} AS "blocked",
  (i."status" NOT IN ('done', 'canceled') AND ${openQuestionSql("i")}) AS "waiting",
  ${flagCount(ctx, `i."id"`)} AS "stale",
  (SELECT count(*) ${children}) AS "childTotal",
  (SELECT count(*) ${children} AND ${offIndex(ctx, `k."status"`, "done")}) AS "childDone",
  (SELECT count(*) FROM "Comment" m WHERE m."subjectId" = i."id" AND m."shelf" = 'live') AS "comments",
  ${labelsSql(ctx, "IssueLabel", `"issueId" = i."id"`)} AS "labels"`;
}

function from(ctx: ReadContext, issues = `"Issue" i`): string {
  return `FROM ${issues} JOIN "Project" p ON p."id" = i."projectId" LEFT JOIN "User" u ON u."id" = i."assigneeId"
  LEFT JOIN "Issue" parent ON parent."id" = i."parentId"${seenOnly(ctx, "parent")} LEFT JOIN "Project" pp ON pp."id" = parent."projectId"
  LEFT JOIN "Initiative" ini ON ini."id" = i."initiativeId" AND ini."shelf" <> 'binned' LEFT JOIN "Milestone" ms ON ms."id" = i."milestoneId" AND ms."shelf" <> 'binned'
  LEFT JOIN "Claim" c ON c."id" = i."claimId" LEFT JOIN "User" cu ON cu."id" = c."userId"`;
}
