import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { jsonOf, type Row, textOf } from "#lib/core/row-value";
import { seenOf } from "#lib/domain/subjects/seen-only";
import { subjectKeySql } from "#lib/domain/subjects/subject-key";
import { decisionChip, usableDecision } from "./decision-sql.ts";
import { matchesPath, prefixesOf } from "./path-pattern.ts";
import type { DecisionChip, GoverningDecision } from "./schema.ts";

/** Where decisions may hold: any of these, ids of what is not a path. */
export interface Place {
  issue?: { id: string; key: string; projectId: string } | null;
  document?: { id: string; key: string; projectId: string } | null;
  path?: { path: string; projectId: string | null } | null;
}

/** A decision that governs a place or did so, nearest reason first. */
export interface Candidate extends GoverningDecision {
  /** 0 by name, 1 by path, 2 by label, 3 by initiative. */
  near: number;
}

const BY = { issue: 0, document: 0, path: 1, label: 2, initiative: 3 } as const;

/**
 * The decisions that hold at a place, and those superseded ones that it still leans on, in one statement. A decision of
 * a project holds by a label in that project and by a path in its repository; one of the workspace in all.
 */
export async function findCandidates(ctx: ReadContext, { issue, document, path }: Place): Promise<Candidate[]> {
  const { values, bind, bindAll } = bindings(ctx.database.engine);
  const parts: string[] = [];
  const add = (what: keyof typeof BY, name: string, from: string, where: string) =>
    parts.push(
      `SELECT t."decisionId", '${what}' AS "what", ${name} AS "name", t."stale", t."reached" FROM ${from} WHERE ${where}`,
    );
  const inProject = (id: string) =>
    `EXISTS (SELECT 1 FROM "Decision" own WHERE own."id" = t."decisionId" AND (own."projectId" IS NULL OR own."projectId" = ${bind(id)}))`;
  for (const [what, found, labels] of [
    [
      "issue",
      issue,
      `"IssueLabel" o JOIN "DecisionTarget" t ON t."target" = o."labelId" AND t."kind" = 'label' JOIN "Label" l ON l."id" = o."labelId"`,
    ],
    [
      "document",
      document,
      `"DocumentLabel" o JOIN "DecisionTarget" t ON t."target" = o."labelId" AND t."kind" = 'label' JOIN "Label" l ON l."id" = o."labelId"`,
    ],
  ] as const) {
    if (!found) continue;
    add(what, bind(found.key), `"DecisionTarget" t`, `t."target" = ${bind(found.id)} AND t."kind" = '${what}'`);
    add(
      "label",
      `l."name"`,
      labels,
      `o."${what}Id" = ${bind(found.id)} AND l."shelf" = 'live' AND ${inProject(found.projectId)}`,
    );
  }
  if (issue) {
    add(
      "initiative",
      subjectKeySql("initiative", "n", ""),
      `"Issue" i JOIN "DecisionTarget" t ON t."target" = i."initiativeId" AND t."kind" = 'initiative' JOIN "Initiative" n ON n."id" = i."initiativeId"`,
      `i."id" = ${bind(issue.id)}`,
    );
  }
  if (path) {
    const prefixes = bindAll(prefixesOf(path.path));
    const own = path.projectId === null ? "" : ` AND ${inProject(path.projectId)}`;
    add("path", `t."target"`, `"DecisionTarget" t`, `t."kind" = 'path' AND t."prefix" IN (${prefixes})${own}`);
  }
  if (parts.length === 0) return [];
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT d."id", ${subjectKeySql("decision", "d", "p")} AS "key", d."title", d."status", a."what", a."name", a."stale", a."reached",
       CASE WHEN s."id" IS NULL THEN NULL ELSE ${decisionChip(ctx, "s", "sp")} END AS "supersededBy"
     FROM (${parts.join(" UNION ALL ")}) a JOIN "Decision" d ON d."id" = a."decisionId"
       LEFT JOIN "Project" p ON p."id" = d."projectId"
       LEFT JOIN "Decision" s ON s."id" = d."supersededById" AND d."status" = 'superseded'${usableDecision(ctx, "s")}
       LEFT JOIN "Project" sp ON sp."id" = s."projectId"
     WHERE d."shelf" <> 'binned' AND (d."status" = 'superseded' OR (d."status" IN ('accepted', 'implemented') AND d."shelf" = 'live'))
       AND (p."id" IS NULL OR p."shelf" <> 'binned')${seenOf(ctx, "decision", "d")}
     ORDER BY d."decidedAt" DESC, d."id" DESC`,
    ...values,
  );
  return merged(rows.filter((row) => row.what !== "path" || matchesPath(String(row.name), path?.path ?? "")));
}

/** Superseded decisions that one answer names, at most. */
const WARNINGS = 20;

/** Those that hold, and the superseded ones that are to be warned of. */
export function holdingAmong(found: readonly Candidate[]): { holding: Candidate[]; gone: Candidate[] } {
  const gone = found.filter(({ status }) => status === "superseded").slice(0, WARNINGS);
  return { holding: found.filter(({ status }) => status !== "superseded"), gone };
}

/** The decisions that govern an issue or document, with the superseded ones that it still leans on. */
export async function governingDecisions(ctx: ReadContext, place: Omit<Place, "path">): Promise<GoverningDecision[]> {
  return (await findCandidates(ctx, place)).map(({ near: _, ...decision }) => decision);
}

/** One entry a decision: with all reasons; a superseded one only where something leans on it, or where it held by path. */
function merged(rows: readonly Row[]): Candidate[] {
  const found = new Map<string, Candidate & { byPath: boolean }>();
  for (const row of rows) {
    const id = String(row.id);
    const what = row.what as keyof typeof BY;
    const known = found.get(id) ?? {
      id,
      key: String(row.key),
      title: String(row.title),
      status: row.status as DecisionChip["status"],
      why: [],
      stale: false,
      supersededBy: jsonOf<DecisionChip | null>(row.supersededBy),
      near: 9,
      byPath: false,
    };
    found.set(id, known);
    if (Number(row.stale)) known.stale = true;
    known.near = Math.min(known.near, BY[what]);
    if (what === "path") known.byPath = true;
    if (!Number(row.reached)) known.why.push(reason(what, textOf(row.name) ?? ""));
  }
  return [...found.values()]
    .filter(({ status, stale, byPath }) => status !== "superseded" || stale || byPath)
    .sort((a, b) => a.near - b.near)
    .map(({ byPath: _, ...candidate }) => candidate);
}

function reason(what: keyof typeof BY, name: string): string {
  return what === "label" || what === "initiative" ? `governs ${what} ${name}` : `governs ${name}`;
}
