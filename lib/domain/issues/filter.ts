import type { ReadContext } from "#lib/core/context";
import type { KeysetCondition } from "#lib/db/keyset";
import { isFlagged } from "#lib/domain/decisions/decision-sql";
import { requireInitiative } from "#lib/domain/initiatives/queries";
import { withLabels } from "#lib/domain/labels/queries";
import { oneOf } from "#lib/domain/lists/one-of";
import { statusesMeant } from "#lib/domain/lists/open-or-closed";
import { requireMilestone } from "#lib/domain/milestones/queries";
import { requirePerson } from "#lib/domain/people/queries";
import { ofProjects } from "#lib/domain/projects/of-projects";
import { issuesWithWords } from "#lib/domain/search/with-words";
import { isOpen } from "./columns.ts";
import { ISSUE_STATUSES, type IssueStatus } from "./fields.ts";
import { requireIssue } from "./queries.ts";
import type { IssueFilter } from "./schema.ts";

/** The conditions of a filter. Names are looked up; wrong ones are refused with the valid ones. */
export async function issueConditions(
  ctx: ReadContext,
  filter: Omit<IssueFilter, "limit">,
): Promise<KeysetCondition[]> {
  const where: KeysetCondition[] = [{ column: "shelf", is: filter.shelf }, ...(await ofProjects(ctx, filter.project))];
  if (filter.text) where.push(await issuesWithWords(ctx, filter.text, seenProjects(ctx, where)));
  if (filter.status) where.push(oneOf("status", statusesMeant(ISSUE_STATUSES, isClosed, filter.status)));
  if (filter.type) where.push(oneOf("type", filter.type));
  if (filter.priority) where.push(oneOf("priority", filter.priority));
  if (filter.assignee === "none") where.push({ column: "assigneeId", isNull: true });
  else if (filter.assignee)
    where.push({ column: "assigneeId", is: (await requirePerson(ctx, filter.assignee, "assignee")).id });
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

const isClosed = (status: IssueStatus) => !isOpen(status);
