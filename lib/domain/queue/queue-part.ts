import type { Bound } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { MOST_LAPSES } from "#lib/domain/claims/schema";
import { openBlockerSql } from "#lib/domain/issues/blockers";
import { requireLabels } from "#lib/domain/labels/queries";
import { requireProjectIds } from "#lib/domain/projects/queries";
import { openQuestionSql } from "#lib/domain/questions/question-sql";

export type BindAll = (list: readonly Bound[]) => string;

/** Which issues of the queue are in question, and the points that projects give. */
export interface QueuePart {
  /** The conditions on `i`, the issue, besides its status and that it is live. */
  where(bindAll: BindAll): string;
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
  free?: boolean | undefined;
}

/** Read row by row, so that no index is taken but the one of the order. */
const ofEach = (column: string) => `CAST(i."${column}" AS TEXT)`;

/** The part of the queue that is asked for: of projects that are active, no open issue before it, no answer missing. Throws for a wrong name. */
export async function queuePart(
  ctx: ReadContext,
  { project, label, type, backlog = false, free }: Asked,
): Promise<QueuePart> {
  const { projectIds, user } = ctx.actor;
  const all = await ctx.db.$queryRawUnsafe<{ id: string; weight: number; away: boolean | number }[]>(
    `SELECT "id", "queueWeight" AS "weight", ("status" <> 'active' OR "shelf" <> 'live') AS "away" FROM "Project"`,
  );
  const away = all.filter((one) => Boolean(one.away)).map(({ id }) => id);
  const within = project ? await requireProjectIds(ctx, project) : projectIds;
  const labels = label ? (await requireLabels(ctx, label, "label")).map(({ id }) => id) : null;
  const oneOf = (of: string, values: readonly string[], bindAll: BindAll) =>
    values.length === 0 ? "1 = 0" : `${of} IN (${bindAll(values)})`;
  return {
    backlog,
    weights: new Map(all.map(({ id, weight }) => [id, Number(weight)])),
    where: (bindAll) =>
      [
        `i."lapses" < ${MOST_LAPSES} AND NOT ${openBlockerSql("i")} AND NOT ${openQuestionSql("i")}`,
        ...(away.length > 0 ? [`NOT ${oneOf(ofEach("projectId"), away, bindAll)}`] : []),
        ...(within ? [oneOf(ofEach("projectId"), within, bindAll)] : []),
        ...(type ? [oneOf(ofEach("type"), type, bindAll)] : []),
        ...(labels
          ? [
              `EXISTS (SELECT 1 FROM "IssueLabel" il WHERE il."issueId" = i."id" AND ${oneOf('il."labelId"', labels, bindAll)})`,
            ]
          : []),
        ...(free ? [`(i."assigneeId" IS NULL OR ${oneOf(ofEach("assigneeId"), [user.id], bindAll)})`] : []),
      ].join(" AND "),
  };
}
