import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { jsonOf, type Row } from "#lib/core/row-value";
import { seenOf } from "#lib/domain/subjects/seen-only";
import type { Candidate } from "./candidates.ts";
import { toDecisionLine } from "./decision-row.ts";
import { decisionCardSql } from "./decision-sql.ts";
import type { DecisionOption } from "./fields.ts";
import type { HoldingDecision } from "./schema.ts";

type Card = Omit<HoldingDecision, "why">;

/** What one has to know of decisions to follow them, by id, in one statement. */
export async function findCards(ctx: ReadContext, ids: readonly string[]): Promise<Map<string, Card>> {
  if (ids.length === 0) return new Map();
  const { values, bindAll } = bindings(ctx.database.engine);
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(decisionCardSql(ctx, `d."id" IN (${bindAll(ids)})`), ...values);
  return new Map(rows.map((row) => [String(row.id), toCard(row)]));
}

/** The decisions that were accepted last in a project or for the whole workspace. */
export async function newestOfProject(
  ctx: ReadContext,
  project: { id: string; key: string },
  limit: number,
): Promise<Candidate[]> {
  const { values, bind } = bindings(ctx.database.engine);
  // Each part comes in order from its own index.
  const part = (of: string, status: string) =>
    `SELECT * FROM (SELECT d."id", d."updatedAt", d."projectId" FROM "Decision" d WHERE d."shelf" = 'live' AND d."projectId" ${of}
      AND d."status" = '${status}' ORDER BY d."updatedAt" DESC, d."id" DESC LIMIT ${limit}) AS "${status}_${values.length}"`;
  const parts = ["accepted", "implemented"].flatMap((status) => [
    part(`= ${bind(project.id)}`, status),
    part("IS NULL", status),
  ]);
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT c."id", c."projectId" FROM (${parts.join(" UNION ALL ")}) c WHERE 1 = 1${seenOf(ctx, "decision", "c")}
     ORDER BY c."updatedAt" DESC, c."id" DESC LIMIT ${limit}`,
    ...values,
  );
  return rows.map((row) => ({
    id: String(row.id),
    key: "",
    title: "",
    status: "accepted",
    why: [row.projectId === null ? "holds in the whole workspace" : `holds in project ${project.key}`],
    stale: false,
    supersededBy: null,
    near: 4,
  }));
}

function toCard(row: Row): Card {
  const line = toDecisionLine(row);
  const options = jsonOf<DecisionOption[]>(row.options);
  return {
    ...line,
    outcome: String(row.outcome),
    rationale: String(row.rationale),
    consequences: String(row.consequences),
    chosen: options.find((option) => option.chosen)?.name ?? null,
    rejected: options.filter((option) => !option.chosen).map(({ name, whyNot, cons }) => ({ name, whyNot, cons })),
  };
}
