import { among, bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import { numberOf, type Row, textOf } from "#lib/core/row-value";
import { criteriaOf, criteriaSql } from "#lib/domain/criteria/criteria-sql";
import type { StoredEvidence } from "#lib/domain/criteria/evidence";
import type { Criterion } from "#lib/domain/criteria/schema";
import { seenOnly } from "#lib/domain/subjects/seen-only";
import { subjectKeySql } from "#lib/domain/subjects/subject-key";
import type { Issue } from "./schema.ts";

/** An issue as undo holds it: its columns, and by which names events know what it points at. */
export interface RevertedIssue
  extends Pick<
    Issue,
    | "id"
    | "key"
    | "title"
    | "description"
    | "type"
    | "status"
    | "priority"
    | "estimate"
    | "dueDate"
    | "branch"
    | "pin"
    | "rank"
  > {
  version: number;
  projectId: string;
  resolution: Issue["resolution"];
  criteria: Criterion[];
  evidence: StoredEvidence[];
  shelf: Issue["shelf"];
  assignee: string | null;
  assigneeId: string | null;
  parent: string | null;
  parentId: string | null;
  initiative: string | null;
  initiativeId: string | null;
  milestone: string | null;
  milestoneId: string | null;
  startedAt: Date | null;
  completedAt: Date | null;
  queuedAt: Date | null;
  archivedAt: Date | null;
  binnedAt: Date | null;
}

/** Issues that the actor may see by id, binned ones included, in one statement. */
export async function readReverted(ctx: WriteContext, ids: readonly string[]): Promise<Map<string, RevertedIssue>> {
  const { values, bind } = bindings(ctx.database.engine);
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT i.*, ${criteriaSql(ctx)}, ${subjectKeySql("issue", "i", "p")} AS "key", u."handle" AS "assignee", ${subjectKeySql("issue", "parent", "pp")} AS "parent",
       ${subjectKeySql("initiative", "n", "")} AS "initiative", ${subjectKeySql("milestone", "m", "mp")} AS "milestone"
     FROM "Issue" i JOIN "Project" p ON p."id" = i."projectId" LEFT JOIN "User" u ON u."id" = i."assigneeId"
       LEFT JOIN "Issue" parent ON parent."id" = i."parentId" LEFT JOIN "Project" pp ON pp."id" = parent."projectId"
       LEFT JOIN "Initiative" n ON n."id" = i."initiativeId"
       LEFT JOIN "Milestone" m ON m."id" = i."milestoneId" LEFT JOIN "Project" mp ON mp."id" = m."projectId"
     WHERE ${among(ctx.database.engine, `i."id"`, bind(JSON.stringify(ids)))}${seenOnly(ctx, "i")}`,
    ...values,
  );
  return new Map(rows.map((row) => [String(row.id), toReverted(row)]));
}

function toReverted(row: Row): RevertedIssue {
  const date = (value: unknown) => (value === null ? null : value instanceof Date ? value : new Date(String(value)));
  return {
    id: String(row.id),
    key: String(row.key),
    version: Number(row.version),
    projectId: String(row.projectId),
    title: String(row.title),
    description: String(row.description),
    type: row.type as Issue["type"],
    status: row.status as Issue["status"],
    priority: row.priority as Issue["priority"],
    resolution: row.resolution as Issue["resolution"],
    estimate: numberOf(row.estimate),
    dueDate: textOf(row.dueDate),
    branch: textOf(row.branch),
    pin: numberOf(row.pin),
    rank: String(row.rank),
    ...criteriaOf(row),
    shelf: row.shelf as Issue["shelf"],
    assignee: textOf(row.assignee),
    assigneeId: textOf(row.assigneeId),
    parent: textOf(row.parent),
    parentId: textOf(row.parentId),
    initiative: textOf(row.initiative),
    initiativeId: textOf(row.initiativeId),
    milestone: textOf(row.milestone),
    milestoneId: textOf(row.milestoneId),
    startedAt: date(row.startedAt),
    completedAt: date(row.completedAt),
    queuedAt: date(row.queuedAt),
    archivedAt: date(row.archivedAt),
    binnedAt: date(row.binnedAt),
  };
}
