import { bindings } from "#lib/core/bindings";
import { lostRace } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { aboutDecision } from "./columns.ts";
import type { DecisionChip } from "./schema.ts";

/** A decision that another is to take the place of. */
export interface Old extends DecisionChip {
  projectId: string | null;
}

/**
 * Makes decisions superseded by one that holds, and flags every open issue and document that leaned on them by name,
 * label or initiative. Says what changed on them.
 */
export async function takePlace(
  ctx: WriteContext,
  by: { id: string; key: string },
  olds: readonly Old[],
): Promise<void> {
  if (olds.length === 0) return;
  const ids = olds.map(({ id }) => id);
  const { count } = await ctx.db.decision.updateMany({
    where: { id: { in: ids }, status: { in: ["accepted", "implemented"] } },
    data: {
      status: "superseded",
      statusOrder: 3,
      supersededById: by.id,
      updatedAt: ctx.now,
      version: { increment: 1 },
    },
  });
  if (count < olds.length) throw lostRace();
  const flagged = await flagWhatLeaned(ctx, ids);
  for (const old of olds) {
    ctx.changed({
      kind: "decision",
      id: old.id,
      key: old.key,
      projectId: old.projectId,
      fields: { status: [old.status, "superseded"], supersededBy: [null, by.key] },
      about: aboutDecision(
        old.id,
        flagged.filter((row) => row.decisionId === old.id),
      ),
    });
  }
}

/** Marks that proposed decision `by` will take the place of others. Throws `invalid` for one that is taken. */
export async function claimPlaces(ctx: WriteContext, by: { id: string }, olds: readonly Old[]): Promise<void> {
  if (olds.length === 0) return;
  const free = await ctx.db.decision.updateManyAndReturn({
    where: {
      id: { in: olds.map(({ id }) => id) },
      status: { in: ["accepted", "implemented"] },
      OR: [
        { supersededById: null },
        { supersededById: by.id },
        { supersededBy: { OR: [{ status: "rejected" }, { shelf: "binned" }] } },
      ],
    },
    data: { supersededById: by.id },
    select: { id: true },
  });
  const taken = olds.findIndex((old) => !free.some(({ id }) => id === old.id));
  if (taken < 0) return;
  throw invalidField(
    `supersedes.${taken}`,
    `Another proposed decision is to take the place of ${olds[taken]?.key} already. Work on that one, or reject it first.`,
  );
}

/** Refuses to supersede what does not hold. */
export function requireHolding(old: DecisionChip, path: string): void {
  if (old.status === "accepted" || old.status === "implemented") return;
  const next = {
    proposed: "It was never accepted: reject it, or edit it while it is proposed.",
    rejected: "It was rejected, so nothing leans on it.",
    superseded: "Another decision took its place already: supersede that one.",
  }[old.status];
  throw invalidField(path, `${old.key} is ${old.status}. ${next}`);
}

interface Flagged {
  decisionId: string;
  kind: "issue" | "document";
  target: string;
}

async function flagWhatLeaned(ctx: WriteContext, ids: readonly string[]): Promise<Flagged[]> {
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
