import type { ReadContext } from "#lib/core/context";
import { jsonSql } from "#lib/core/json-sql";
import type { PageSql } from "#lib/db/keyset";
import { flagCount, usableDecision } from "#lib/domain/decisions/decision-sql";
import { labelsSql } from "#lib/domain/labels/labels-sql";
import { subjectKeySql } from "#lib/domain/subjects/subject-key";

/** Documents lie under each other at most this deep. */
export const DEEPEST = 50;

const FROM = `JOIN "Project" p ON p."id" = d."projectId" LEFT JOIN "User" u ON u."id" = d."authorId"`;

// Counted rather than asked whether there is one: PostgreSQL answers the latter by going through every document.
function lineColumns(ctx: ReadContext): string {
  return `d."id", p."key" AS "project", d."number", d."title", d."kind", d."status", d."rank", d."lastRevision", d."shelf",
  d."version", d."createdAt", d."updatedAt",
  (SELECT parent."number" FROM "Document" parent WHERE parent."id" = d."parentId") AS "parentNumber",
  u."id" AS "authorId", u."handle" AS "authorHandle", u."name" AS "authorName",
  (SELECT count(*) FROM "Document" k WHERE k."shelf" = 'live' AND k."projectId" = d."projectId" AND k."parentId" = d."id") AS "hasChildren",
  ${flagCount(ctx, `d."id"`)} AS "stale",
  ${labelsSql(ctx, "DocumentLabel", `"documentId" = d."id"`)} AS "labels"`;
}

/** One statement that finds a page of documents and reads them as lists show them, with the columns of its order. */
export function documentPageSql(ctx: ReadContext, { page, order }: PageSql, columns: readonly string[]): string {
  const ordered = columns.map((column) => `d."${column}"`).join(", ");
  return `SELECT ${ordered}, ${lineColumns(ctx)} FROM ${page} JOIN "Document" d ON d."id" = page."id" ${FROM} ORDER BY ${order}`;
}

/** One statement that reads documents whole. */
export function documentSql(ctx: ReadContext, where: string): string {
  const { object, list } = jsonSql(ctx);
  const chip = (of: string, key: string) => ({
    id: `${of}."id"`,
    key,
    title: `${of}."title"`,
    status: `${of}."status"`,
  });
  const above = object({ ...chip("a", subjectKeySql("document", "a", "p")), depth: `up."depth"` });
  const decision = object({
    ...chip("de", subjectKeySql("decision", "de", "dp")),
    stale: `CASE WHEN t."stale" = TRUE THEN 1 ELSE 0 END`,
  });
  const decisions = `FROM "DecisionTarget" t JOIN "Decision" de ON de."id" = t."decisionId"${usableDecision(ctx, "de")}
    LEFT JOIN "Project" dp ON dp."id" = de."projectId"
    WHERE t."target" = d."id" AND t."kind" = 'document' AND (t."stale" = TRUE OR de."status" IN ('proposed', 'accepted', 'implemented'))`;
  return `SELECT ${lineColumns(ctx)}, d."projectId", CASE WHEN p."shelf" = 'binned' THEN p."key" END AS "under", d."parentId", d."source", d."sourceHash", d."properties",
    d."archivedAt", d."binnedAt", d."body",
    (WITH RECURSIVE up("id", "depth") AS (
        SELECT d."parentId", 1 UNION ALL
        SELECT x."parentId", up."depth" + 1 FROM up JOIN "Document" x ON x."id" = up."id" WHERE up."depth" < ${2 * DEEPEST}
      ) SELECT ${list(above, `FROM up JOIN "Document" a ON a."id" = up."id"`)}) AS "path",
    ${list(decision, decisions)} AS "decisions"
    FROM "Document" d ${FROM} WHERE ${where}`;
}
