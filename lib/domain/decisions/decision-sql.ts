import type { ReadContext } from "#lib/core/context";
import { jsonSql } from "#lib/core/json-sql";
import type { KeysetCondition, PageSql } from "#lib/db/keyset";
import { KINDS } from "#lib/domain/kinds";
import { projectInUse, projectInUseOrNone } from "#lib/domain/subjects/in-use";
import { seenOf, seenOnly } from "#lib/domain/subjects/seen-only";
import { subjectKeySql } from "#lib/domain/subjects/subject-key";

/** The condition, to be added to others, that decision `own` is shown beside something: seen, and in no bin. */
export function usableDecision(ctx: ReadContext, own: string): string {
  return ` AND ${own}."shelf" <> 'binned'${projectInUseOrNone(own)}${seenOf(ctx, "decision", own)}`;
}

/** The flags `lt` of issues and documents: superseded decisions that they lean on and nobody rechecked since. */
function flags(ctx: ReadContext): string {
  return `FROM "DecisionTarget" lt JOIN "Decision" ld ON ld."id" = lt."decisionId"${usableDecision(ctx, "ld")} WHERE lt."stale" = TRUE`;
}

/** How many an issue or document has. Counted rather than asked whether there is one: PostgreSQL answers that by going through all. */
export function flagCount(ctx: ReadContext, id: string): string {
  return `(SELECT count(*) ${flags(ctx)} AND lt."target" = ${id})`;
}

/** Only issues or documents that have one: few, as a rule, and found from their flags. */
export function isFlagged(ctx: ReadContext): KeysetCondition {
  return { sql: `"id" IN (SELECT lt."target" ${flags(ctx)})`, few: "id" };
}

/** Only decisions that something has a flag of. */
export function isLeanedOn(ctx: ReadContext): KeysetCondition {
  return { sql: `"id" IN (SELECT w."decisionId" FROM ${flagged(ctx)})`, few: "id" };
}

/** Targets `w` that a superseded decision flags: issues and documents that are in use and that the actor may see. */
function flagged(ctx: ReadContext): string {
  const there = (own: string) => ` AND ${own}."shelf" <> 'binned'${projectInUse(own)}${seenOnly(ctx, own)}`;
  return `"DecisionTarget" w LEFT JOIN "Issue" wi ON w."kind" = 'issue' AND wi."id" = w."target"${there("wi")}
    LEFT JOIN "Document" wd ON w."kind" = 'document' AND wd."id" = w."target"${there("wd")}
    WHERE w."stale" = TRUE AND COALESCE(wi."id", wd."id") IS NOT NULL`;
}

/** A decision's chip as JSON. */
export function decisionChip(ctx: ReadContext, own: string, of: string, more: Record<string, string> = {}): string {
  const key = subjectKeySql("decision", own, of);
  const chip = { id: `${own}."id"`, key, title: `${own}."title"`, status: `${own}."status"` };
  return jsonSql(ctx).object({ ...chip, ...more });
}

/** The columns of `toDecisionLine`. */
const lineColumns = (
  ctx: ReadContext,
) => `d."id", d."projectId", p."key" AS "project", CASE WHEN p."shelf" = 'binned' THEN p."key" END AS "under", ${subjectKeySql("decision", "d", "p")} AS "key",
  d."title", d."status", d."kind", d."impactAreas", d."shelf", d."version", d."createdAt", d."updatedAt", d."decidedAt",
  u."id" AS "deciderId", u."handle" AS "deciderHandle", u."name" AS "deciderName",
  CASE WHEN s."id" IS NULL THEN NULL ELSE ${decisionChip(ctx, "s", "sp")} END AS "supersededBy",
  (SELECT count(*) FROM ${flagged(ctx)} AND w."decisionId" = d."id") AS "warnings"`;

const from = (
  ctx: ReadContext,
) => `LEFT JOIN "Project" p ON p."id" = d."projectId" LEFT JOIN "User" u ON u."id" = d."decidedById"
  LEFT JOIN "Decision" s ON s."id" = d."supersededById" AND (d."status" = 'superseded' OR s."status" = 'proposed')${usableDecision(ctx, "s")}
  LEFT JOIN "Project" sp ON sp."id" = s."projectId"`;

/** One statement that finds a page of decisions and reads them as lists show them, with the columns of its order. */
export function decisionPageSql(ctx: ReadContext, { page, order }: PageSql, columns: readonly string[]): string {
  const ordered = columns.map((column) => `page."${column}"`).join(", ");
  return `SELECT ${lineColumns(ctx)}, ${ordered} FROM ${page} JOIN "Decision" d ON d."id" = page."id" ${from(ctx)} ORDER BY ${order}`;
}

/** One statement that reads decisions as cards; `where` speaks of `d`. */
export function decisionCardSql(ctx: ReadContext, where: string): string {
  return `SELECT ${lineColumns(ctx)}, d."options", d."outcome", d."rationale", d."consequences" FROM "Decision" d ${from(ctx)} WHERE ${where}`;
}

const yes = (condition: string) => `CASE WHEN 1 = 1${condition} THEN 1 ELSE 0 END`;

/** One statement that reads decisions whole; `where` speaks of `d`. */
export function decisionSql(ctx: ReadContext, where: string): string {
  const old = decisionChip(ctx, "o", "op", {
    version: `o."version"`,
    projectId: `o."projectId"`,
    under: `CASE WHEN op."shelf" = 'binned' THEN op."key" END`,
    seen: yes(seenOf(ctx, "decision", "o")),
  });
  const supersedes = jsonSql(ctx).list(
    old,
    `FROM "Decision" o LEFT JOIN "Project" op ON op."id" = o."projectId" WHERE o."supersededById" = d."id" AND o."shelf" <> 'binned'`,
  );
  return `SELECT ${lineColumns(ctx)}, d."context", d."options", d."outcome", d."rationale", d."consequences", d."source",
    d."archivedAt", d."binnedAt", d."supersededById", proposer."id" AS "proposerId", proposer."handle" AS "proposerHandle",
    proposer."name" AS "proposerName", ${supersedes} AS "supersedes", ${targets(ctx)} AS "targets"
    FROM "Decision" d ${from(ctx)} LEFT JOIN "User" proposer ON proposer."id" = d."proposerId" WHERE ${where}`;
}

/** What a decision governs by name, and the first 100 of what still leans on it. */
function targets(ctx: ReadContext): string {
  const { object, list } = jsonSql(ctx);
  const keyed = (kind: "issue" | "document") => {
    const there = `JOIN "${KINDS[kind].table}" x ON x."id" = t."target" AND x."shelf" <> 'binned'${projectInUse("x")}`;
    return `SELECT '${kind}' AS "kind", t."target", t."stale", t."reached",
    ${subjectKeySql(kind, "x", "xp")} AS "key", x."title", CAST(x."status" AS TEXT) AS "status", ${yes(seenOnly(ctx, "x"))} AS "seen"
    FROM (SELECT t.* FROM "DecisionTarget" t WHERE t."decisionId" = d."id" AND t."kind" = '${kind}' AND t."reached" = FALSE
      UNION ALL SELECT * FROM (SELECT t.* FROM "DecisionTarget" t ${there}${seenOnly(ctx, "x")}
        WHERE t."decisionId" = d."id" AND t."stale" = TRUE AND t."kind" = '${kind}' AND t."reached" = TRUE LIMIT 100) AS "leaning") t
    ${there} JOIN "Project" xp ON xp."id" = x."projectId"`;
  };
  const rest = (
    kind: string,
    columns: string,
    join: string,
  ) => `SELECT '${kind}', t."target", t."stale", t."reached", ${columns}
    FROM "DecisionTarget" t ${join} WHERE t."decisionId" = d."id" AND t."kind" = '${kind}'`;
  const all = [
    keyed("issue"),
    keyed("document"),
    rest("label", `x."name", x."colour", '', 1`, `JOIN "Label" x ON x."id" = t."target" AND x."shelf" = 'live'`),
    rest(
      "initiative",
      `${subjectKeySql("initiative", "x", "")}, x."title", CAST(x."status" AS TEXT), ${yes(seenOf(ctx, "initiative", "x"))}`,
      `JOIN "Initiative" x ON x."id" = t."target" AND x."shelf" <> 'binned'`,
    ),
    rest("path", `t."target", '', '', 1`, ""),
  ];
  const columns = ["kind", "target", "stale", "reached", "key", "title", "status", "seen"];
  const target = object(Object.fromEntries(columns.map((name) => [name, `a."${name}"`])));
  return list(target, `FROM (${all.join(" UNION ALL ")}) a`);
}
