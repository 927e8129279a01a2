import { isOpen } from "./columns.ts";
import type { IssueStatus, IssueValues } from "./fields.ts";
import type { StoredIssue } from "./issue-row.ts";

/** The values of an issue's fields. */
export function valuesOf(issue: StoredIssue): IssueValues {
  return {
    ...issue,
    assignee: { id: issue.assigneeId, name: issue.assignee?.handle ?? null },
    parent: { id: issue.parentId, name: issue.parent },
    initiative: { id: issue.initiativeId, name: issue.initiative?.key ?? null },
    milestone: { id: issue.milestoneId, name: issue.milestone?.key ?? null },
    labels: issue.labels.map((label) => label.name),
    criteria: issue.criteriaList,
  };
}

type Times = Pick<StoredIssue, "startedAt" | "completedAt" | "queuedAt">;

/** Since when an issue of this status is worked on, done, and waits in the queue: it keeps its place there while it is worked on. */
export function statusTimes(before: Times, status: IssueStatus, now: Date): Times {
  const at = now.toISOString();
  const { startedAt, completedAt, queuedAt } = before;
  return {
    startedAt: status === "in_progress" ? (startedAt ?? at) : startedAt,
    completedAt: status === "done" ? (completedAt ?? at) : isOpen(status) ? null : completedAt,
    queuedAt: status === "ready" ? (queuedAt ?? at) : isOpen(status) && status !== "backlog" ? queuedAt : null,
  };
}
