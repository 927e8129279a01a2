import { bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";

export interface Flagged {
  decisionId: string;
  kind: "issue" | "document";
  target: string;
}

/** Flags every open issue and document that leaned on decisions by name, label or initiative; answers what was flagged. */
export async function flagWhatLeaned(ctx: WriteContext, ids: readonly string[]): Promise<Flagged[]> {
  if (ids.length === 0) return [];
  const { values, bind, bindAll } = bindings(ctx.database.engine);
  const kind = (name: string) => (ctx.database.engine === "postgres" ? `'${name}'::"Governed"` : `'${name}'`);
  const now = ctx.database.engine === "postgres" ? `CAST(${bind(ctx.now)} AS TIMESTAMP(3))` : bind(ctx.now);
  // A decision of a project holds, by a label, in that project; one of the workspace in all.
  const inProject = (own: string) => `(d."projectId" IS NULL OR d."projectId" = ${own}."projectId")`;
  const open = `i."shelf" = 'live' AND i."status" NOT IN ('done', 'canceled')`;
  const from = `FROM "DecisionTarget" t JOIN "Decision" d ON d."id" = t."decisionId"`;
  const part = (what: string, id: string, reached: string, joins: string, where: string) =>
    `SELECT t."decisionId", ${kind(what)} AS "kind", ${id} AS "target", ${reached} AS "reached" ${from} ${joins}
     WHERE t."decisionId" IN (${bindAll(ids)}) AND ${where}`;
  const parts = [
    part("issue", `i."id"`, "0", `JOIN "Issue" i ON i."id" = t."target"`, `t."kind" = 'issue' AND ${open}`),
    part(
      "document",
      `x."id"`,
      "0",
      `JOIN "Document" x ON x."id" = t."target"`,
      `t."kind" = 'document' AND x."shelf" = 'live'`,
    ),
    part(
      "issue",
      `i."id"`,
      "1",
      `JOIN "IssueLabel" il ON il."labelId" = t."target" JOIN "Issue" i ON i."id" = il."issueId"`,
      `t."kind" = 'label' AND ${open} AND ${inProject("i")}`,
    ),
    part(
      "document",
      `x."id"`,
      "1",
      `JOIN "DocumentLabel" dl ON dl."labelId" = t."target" JOIN "Document" x ON x."id" = dl."documentId"`,
      `t."kind" = 'label' AND x."shelf" = 'live' AND ${inProject("x")}`,
    ),
    part(
      "issue",
      `i."id"`,
      "1",
      `JOIN "Issue" i ON i."initiativeId" = t."target"`,
      `t."kind" = 'initiative' AND ${open}`,
    ),
  ];
  // What is governed by name stays so, also where a label leads to it as well.
  return ctx.db.$queryRawUnsafe<Flagged[]>(
    `INSERT INTO "DecisionTarget" ("id", "createdAt", "decisionId", "kind", "target", "stale", "reached")
     SELECT a."decisionId" || '/' || a."target", ${now}, a."decisionId", a."kind", a."target", TRUE, min(a."reached") = 1
     FROM (${parts.join(" UNION ALL ")}) a WHERE 1 = 1 GROUP BY a."decisionId", a."kind", a."target"
     ON CONFLICT ("decisionId", "kind", "target") DO UPDATE SET "stale" = TRUE
     RETURNING "decisionId", "kind", "target"`,
    ...values,
  );
}

/** Takes all flags of decisions away that hold again. */
export async function unflag(ctx: WriteContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await ctx.db.decisionTarget.deleteMany({ where: { decisionId: { in: [...ids] }, reached: true } });
  await ctx.db.decisionTarget.updateMany({
    where: { decisionId: { in: [...ids] }, stale: true },
    data: { stale: false },
  });
}
