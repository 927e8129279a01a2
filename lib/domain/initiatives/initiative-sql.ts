import type { ReadContext } from "#lib/core/context";
import { jsonSql } from "#lib/core/json-sql";
import { usableDecision } from "#lib/domain/decisions/decision-sql";
import { projectInUse } from "#lib/domain/subjects/in-use";
import { seenOnly } from "#lib/domain/subjects/seen-only";
import { subjectKeySql } from "#lib/domain/subjects/subject-key";

/** Decisions and documents that name an initiative, as it shows them at most; `references.list` pages through all. */
const MOST_NAMING = 50;

/** One statement that reads initiatives as lists show them; `where` speaks of `x`, the initiative. */
export function initiativeLineSql(ctx: ReadContext, where: string): string {
  return `SELECT ${lineColumns(ctx)} ${FROM} WHERE ${where}`;
}

/** One statement that reads initiatives whole. */
export function initiativeSql(ctx: ReadContext, where: string): string {
  const { object, list } = jsonSql(ctx);
  const naming = (kind: "decision" | "document", also = "") =>
    `(SELECT * FROM (SELECT r."fromId" FROM "Reference" r WHERE r."toId" = x."id" AND r."fromKind" = '${kind}'
      ORDER BY r."toId" DESC, r."fromId" DESC LIMIT ${MOST_NAMING}) latest${also})`;
  const governing = ` UNION SELECT t."decisionId" FROM "DecisionTarget" t WHERE t."target" = x."id" AND t."kind" = 'initiative'`;
  const mention = (key: string) => object({ key, title: `m."title"`, status: `m."status"` });
  const mentions = (table: string, ids: string, alsoSeen: string) =>
    `FROM "${table}" m LEFT JOIN "Project" mp ON mp."id" = m."projectId" WHERE m."id" IN ${ids}${alsoSeen}`;
  return `SELECT ${lineColumns(ctx)}, x."description", x."source", x."completedAt", x."archivedAt", x."binnedAt",
    ${beyondCount(ctx)} AS "beyond",
    ${list(
      mention(subjectKeySql("decision", "m", "mp")),
      mentions("Decision", naming("decision", governing), usableDecision(ctx, "m")),
    )} AS "decisions",
    ${list(mention(subjectKeySql("document", "m", "mp")), mentions("Document", naming("document"), ` AND m."shelf" <> 'binned'${projectInUse("m")}${seenOnly(ctx, "m")}`))} AS "documents",
    last."id" AS "updateId", last."health" AS "updateHealth", last."body" AS "updateBody", last."via" AS "updateVia",
    last."version" AS "updateVersion", last."createdAt" AS "updateCreatedAt", last."updatedAt" AS "updateUpdatedAt",
    author."id" AS "authorId", author."handle" AS "authorHandle", author."name" AS "authorName"
    ${FROM} LEFT JOIN "StatusUpdate" last ON last."id" = (SELECT su."id" FROM "StatusUpdate" su
      WHERE su."initiativeId" = x."id" AND su."shelf" = 'live' ORDER BY su."createdAt" DESC, su."id" DESC LIMIT 1)
    LEFT JOIN "User" author ON author."id" = last."authorId" WHERE ${where}`;
}

/** How many projects initiative `x` spans that the actor may not see. */
export function beyondCount(ctx: ReadContext): string {
  const seen = seenOnly(ctx, "ip");
  if (seen === "") return "0";
  return `((SELECT count(*) FROM "InitiativeProject" every WHERE every."initiativeId" = x."id")
    - (SELECT count(*) FROM "InitiativeProject" ip WHERE ip."initiativeId" = x."id"${seen}))`;
}

const FROM = `FROM "Initiative" x LEFT JOIN "User" u ON u."id" = x."ownerId"`;

function lineColumns(ctx: ReadContext): string {
  const { object, list } = jsonSql(ctx);
  const project = object({ id: `p."id"`, key: `p."key"`, name: `p."name"` });
  const count = object({ project: `g."projectId"`, status: `g."status"`, count: `g."n"` });
  return `x."id", x."number", x."title", x."status", x."health", x."startDate", x."targetDate", x."shelf", x."version",
    x."createdAt", x."updatedAt", u."id" AS "ownerId", u."handle" AS "ownerHandle", u."name" AS "ownerName",
    ${list(
      project,
      `FROM (SELECT q."id", q."key", q."name" FROM "InitiativeProject" ip JOIN "Project" q ON q."id" = ip."projectId"
        WHERE ip."initiativeId" = x."id" AND q."shelf" <> 'binned'${seenOnly(ctx, "ip")} ORDER BY q."nameFold", q."id") p`,
    )} AS "projects",
    ${list(
      count,
      `FROM (SELECT i."projectId", CAST(i."status" AS TEXT) AS "status", count(*) AS "n" FROM "Issue" i
        WHERE i."initiativeId" = x."id" AND i."shelf" IN ('live', 'archived')${projectInUse("i")}${seenOnly(ctx, "i")}
        GROUP BY i."projectId", i."status") g`,
    )} AS "counts"`;
}
