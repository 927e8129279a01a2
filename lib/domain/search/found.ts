import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { isId } from "#lib/core/ids";
import type { Row } from "#lib/core/row-value";
import type { SearchHit } from "#lib/db/search";
import { maySeeProject } from "#lib/domain/projects/policy";

/** A hit and the issue it stands on. */
export interface Found extends SearchHit {
  /** Id of the issue; null for a project. */
  issue: string | null;
  projectId: string;
}

/** Texts of comments and issues are read up to this length for their excerpts. */
const READ = 20_000;

/** Hits that stand for something the actor may see and that is in no bin, in their order, in one statement. */
export async function findVisible(
  ctx: ReadContext,
  hits: readonly SearchHit[],
  { closed, project }: { closed: boolean; project: string | null },
): Promise<Found[]> {
  const { values, bindAll } = bindings(ctx.database.engine);
  const parts: string[] = [];
  const open = closed ? "" : ` AND i."status" NOT IN ('done', 'canceled')`;
  const subjects = (kind: SearchHit["kind"]) => hits.filter((hit) => hit.kind === kind).map((hit) => hit.subject);
  const [issues, comments, projects] = [subjects("issue"), subjects("comment"), subjects("project")];
  if (issues.length > 0) {
    parts.push(`SELECT i."id" AS "subject", i."id" AS "issue", i."projectId" FROM "Issue" i JOIN "Project" p ON p."id" = i."projectId"
      WHERE i."id" IN (${bindAll(issues)}) AND i."shelf" <> 'binned' AND p."shelf" <> 'binned'${open}`);
  }
  if (comments.length > 0) {
    parts.push(`SELECT c."id" AS "subject", i."id" AS "issue", i."projectId" FROM "Comment" c JOIN "Issue" i ON i."id" = c."subjectId"
      JOIN "Project" p ON p."id" = i."projectId"
      WHERE c."id" IN (${bindAll(comments)}) AND c."shelf" = 'live' AND i."shelf" <> 'binned' AND p."shelf" <> 'binned'${open}`);
  }
  if (projects.length > 0) {
    parts.push(`SELECT "id" AS "subject", NULL AS "issue", "id" AS "projectId" FROM "Project"
      WHERE "id" IN (${bindAll(projects)}) AND "shelf" <> 'binned'`);
  }
  if (parts.length === 0) return [];
  const rows = await ctx.db.$queryRawUnsafe<{ subject: string; issue: string | null; projectId: string }[]>(
    parts.join(" UNION ALL "),
    ...values,
  );
  const found = new Map(rows.map((row) => [row.subject, row]));
  return hits.flatMap(({ kind, subject }) => {
    const row = found.get(subject);
    if (!row || !maySeeProject(ctx.actor, row.projectId) || (project !== null && row.projectId !== project)) return [];
    return { kind, subject, issue: row.issue, projectId: row.projectId };
  });
}

/** What a key, an old key or an id names when it is all that was typed, in one statement. */
export async function findNamed(ctx: ReadContext, text: string): Promise<SearchHit[]> {
  const name = text.trim();
  const { values, bind } = bindings(ctx.database.engine);
  const parts: string[] = [];
  if (isId(name)) {
    const id = name.toLowerCase();
    for (const [kind, table] of [
      ["issue", "Issue"],
      ["comment", "Comment"],
      ["project", "Project"],
    ])
      parts.push(`SELECT '${kind}' AS "kind", "id" AS "subject" FROM "${table}" WHERE "id" = ${bind(id)}`);
  } else if (/^[\p{L}\p{N}._#-]{1,60}$/u.test(name)) {
    const key = name.toUpperCase();
    const numbered = /^([A-Z][A-Z0-9]{1,9})-(\d{1,9})$/.exec(key);
    if (numbered) {
      parts.push(`SELECT 'issue' AS "kind", i."id" AS "subject" FROM "Issue" i JOIN "Project" p ON p."id" = i."projectId"
        WHERE p."key" = ${bind(String(numbered[1]))} AND i."number" = ${bind(Number(numbered[2]))}`);
    }
    parts.push(`SELECT 'project' AS "kind", "id" AS "subject" FROM "Project" WHERE "key" = ${bind(key)}`);
    parts.push(`SELECT 'issue' AS "kind", "issueId" AS "subject" FROM "IssueAlias" WHERE "key" = ${bind(key)}`);
  }
  if (parts.length === 0) return [];
  return ctx.db.$queryRawUnsafe<SearchHit[]>(parts.join(" UNION ALL "), ...values);
}

/** How the descriptions and comments behind some hits begin, by subject, in one statement. */
export async function readTexts(ctx: ReadContext, found: readonly Found[]): Promise<Map<string, string>> {
  const { values, bindAll } = bindings(ctx.database.engine);
  const from = { issue: ["Issue", "description"], comment: ["Comment", "body"], project: ["Project", "description"] };
  const parts = (["issue", "comment", "project"] as const).flatMap((kind) => {
    const ids = found.filter((one) => one.kind === kind).map((one) => one.subject);
    const [table, column] = from[kind];
    return ids.length === 0
      ? []
      : `SELECT "id", substr("${column}", 1, ${READ}) AS "text" FROM "${table}" WHERE "id" IN (${bindAll(ids)})`;
  });
  if (parts.length === 0) return new Map();
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(parts.join(" UNION ALL "), ...values);
  return new Map(rows.map((row) => [String(row.id), String(row.text)]));
}
