import type { ReadContext } from "#lib/core/context";
import type { KeysetCondition } from "#lib/db/keyset";
import { isFlagged } from "#lib/domain/decisions/decision-sql";
import { requireInitiative } from "#lib/domain/initiatives/queries";
import { withLabels } from "#lib/domain/labels/queries";
import { requireMilestone } from "#lib/domain/milestones/queries";
import { requirePerson } from "#lib/domain/people/queries";
import { binnedProjectIds, requireProjectIds } from "#lib/domain/projects/queries";
import { issuesWithWords } from "#lib/domain/search/with-words";
import { CLOSED_STATUSES, OPEN_STATUSES } from "./columns.ts";
import { ISSUE_STATUSES, type IssueStatus } from "./fields.ts";
import { requireIssue } from "./queries.ts";
import type { IssueFilter } from "./schema.ts";

/** The order columns of each sort; the id makes every order total. */
const ORDERS: Record<string, readonly string[]> = {
  rank: ["rank", "id"],
  createdAt: ["createdAt", "id"],
  updatedAt: ["updatedAt", "id"],
  priority: ["priorityOrder", "createdAt", "id"],
  due: ["dueSort", "id"],
  title: ["titleFold", "id"],
};

/** How a sort name orders: its columns and direction. */
export function issueOrder(sort: string): { order: readonly string[]; descending: boolean } {
  const descending = sort.startsWith("-");
  return { order: ORDERS[descending ? sort.slice(1) : sort] ?? ["id"], descending };
}

/** The conditions of a filter. Names are looked up; wrong ones are refused with the valid ones. */
export async function issueConditions(
  ctx: ReadContext,
  filter: Omit<IssueFilter, "limit">,
): Promise<KeysetCondition[]> {
  const where: KeysetCondition[] = [{ column: "shelf", is: filter.shelf }];
  const among = (column: string, values: readonly string[]) => {
    const [only] = values;
    where.push(values.length === 1 && only !== undefined ? { column, is: only } : { column, in: values });
  };
  if (filter.project) among("projectId", await requireProjectIds(ctx, filter.project));
  else {
    if (ctx.actor.projectIds) among("projectId", ctx.actor.projectIds);
    for (const id of await binnedProjectIds(ctx)) where.push({ column: "projectId", isNot: id });
  }
  if (filter.text) where.push(await issuesWithWords(ctx, filter.text, seenProjects(ctx, where)));
  if (filter.status) among("status", statuses(filter.status));
  if (filter.type) among("type", filter.type);
  if (filter.priority) among("priority", filter.priority);
  if (filter.assignee === "none") where.push({ column: "assigneeId", isNull: true });
  else if (filter.assignee) among("assigneeId", [(await requirePerson(ctx, filter.assignee, "assignee")).id]);
  if (filter.label)
    where.push(await withLabels(ctx, filter.label, { table: "IssueLabel", key: "issueId", label: "labelId" }));
  if (filter.parent)
    where.push({ column: "parentId", is: (await requireIssue(ctx, filter.parent, "parent")).id, few: true });
  if (filter.initiative === "none") where.push({ column: "initiativeId", isNull: true });
  else if (filter.initiative) {
    const { id } = await requireInitiative(ctx, filter.initiative, "initiative");
    where.push({ column: "initiativeId", is: id, few: true });
  }
  if (filter.milestone === "none") where.push({ column: "milestoneId", isNull: true });
  else if (filter.milestone) {
    const { id } = await requireMilestone(ctx, filter.milestone, { projects: projectsOf(where) });
    where.push({ column: "milestoneId", is: id, few: true });
  }
  if (filter.stale) where.push(isFlagged(ctx));
  if (filter.dueBefore) where.push({ column: "dueSort", below: filter.dueBefore });
  return where;
}

function projectsOf(where: readonly KeysetCondition[]): string[] {
  return where.flatMap((one) => ("column" in one && one.column === "projectId" ? valuesOf(one) : []));
}

/** Ids of the only projects in question; null for all. */
function seenProjects({ actor }: ReadContext, where: readonly KeysetCondition[]): string[] | null {
  const projects = projectsOf(where);
  return projects.length > 0 || actor.projectIds ? projects : null;
}

/** The texts that a column has to be one of. */
function valuesOf(condition: KeysetCondition): string[] {
  if ("is" in condition) return [String(condition.is)];
  return "in" in condition ? condition.in.map(String) : [];
}

function statuses(wanted: NonNullable<IssueFilter["status"]>): IssueStatus[] {
  const all = new Set(
    wanted.flatMap((status): readonly IssueStatus[] =>
      status === "open" ? OPEN_STATUSES : status === "closed" ? CLOSED_STATUSES : [status],
    ),
  );
  return ISSUE_STATUSES.filter((status) => all.has(status));
}
