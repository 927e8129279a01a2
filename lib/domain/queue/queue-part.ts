import type { ReadContext } from "#lib/core/context";
import type { KeysetCondition } from "#lib/db/keyset";
import { MOST_LAPSES } from "#lib/domain/claims/schema";
import { openBlockerSql } from "#lib/domain/issues/blockers";
import { withLabels } from "#lib/domain/labels/queries";
import { oneOf } from "#lib/domain/lists/one-of";
import { requireProjectIds } from "#lib/domain/projects/queries";

/** Which issues of the queue are in question, and the points that projects give. */
export interface QueuePart {
  where: KeysetCondition[];
  /** By id of the project; one that is not here gives none. */
  weights: ReadonlyMap<string, number>;
  /** Backlog counts as ready as well. */
  backlog: boolean;
}

interface Asked {
  project?: readonly string[] | undefined;
  label?: readonly string[] | undefined;
  type?: readonly string[] | undefined;
  backlog?: boolean | undefined;
  /** Only what is nobody's, or the actor's own. */
  free?: boolean;
}

/** The part of the queue that is asked for: of projects that are active, no open issue before it. Throws for a wrong name. */
export async function queuePart(
  ctx: ReadContext,
  { project, label, type, backlog = false, free }: Asked,
): Promise<QueuePart> {
  const { projectIds, user } = ctx.actor;
  const where: KeysetCondition[] = [
    { column: "shelf", is: "live" },
    { column: "lapses", below: MOST_LAPSES },
    { sql: `NOT ${openBlockerSql(`"Issue"`)}` },
  ];
  const projects = await ctx.db.$queryRawUnsafe<{ id: string; weight: number; away: boolean | number }[]>(
    `SELECT "id", "queueWeight" AS "weight", ("status" <> 'active' OR "shelf" <> 'live') AS "away" FROM "Project"`,
  );
  for (const { id, away } of projects) if (away) where.push({ column: "projectId", isNot: id });
  if (project) where.push(oneOf("projectId", await requireProjectIds(ctx, project)));
  else if (projectIds) where.push(oneOf("projectId", projectIds));
  if (label) where.push(await withLabels(ctx, label, { table: "IssueLabel", key: "issueId", label: "labelId" }));
  if (type) where.push(oneOf("type", type));
  if (free) where.push({ sql: (bind) => `("assigneeId" IS NULL OR "assigneeId" = ${bind(user.id)})` });
  return { where, backlog, weights: new Map(projects.map(({ id, weight }) => [id, Number(weight)])) };
}
