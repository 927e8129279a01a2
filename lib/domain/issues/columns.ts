import { fold } from "#lib/core/fold";
import { newId } from "#lib/core/ids";
import { PRIORITIES, type Priority } from "#lib/domain/projects/schema";
import { type Criterion, ISSUE_STATUSES, type IssueStatus } from "./schema.ts";

const NO_DUE_DATE = "9999-12-31";
export const OPEN_STATUSES = ["backlog", "ready", "in_progress", "review", "testing"] as const satisfies IssueStatus[];
export const CLOSED_STATUSES = ["done", "canceled"] as const satisfies IssueStatus[];

export function isOpen(status: IssueStatus): boolean {
  return status !== "done" && status !== "canceled";
}

interface Plain {
  title: string;
  status: IssueStatus;
  priority: Priority;
  dueDate: string | null;
  criteria: Criterion[];
}

/** The columns that hold an issue's plain fields, with those that sorting and counting read. */
export function issueColumns({ title, status, priority, dueDate, criteria }: Plain) {
  return {
    title,
    titleFold: fold(title),
    status,
    statusOrder: ISSUE_STATUSES.indexOf(status),
    priority,
    priorityOrder: PRIORITIES.indexOf(priority),
    dueDate,
    dueSort: dueDate ?? NO_DUE_DATE,
    criteria,
    criteriaTotal: criteria.length,
    criteriaDone: criteria.filter((criterion) => criterion.done).length,
  };
}

/** Criteria as given, each with an id of its own; known ids are kept. */
export function withIds(
  given: readonly { id?: string | undefined; text: string; done: boolean }[],
  known: readonly Criterion[] = [],
): Criterion[] {
  const ids = new Set(known.map((criterion) => criterion.id));
  return given.map(({ id, text, done }) => ({ id: id && ids.delete(id) ? id : newId(), text, done }));
}

/** A branch name from key and title: turbo-12-lease-expires. */
export function suggestedBranch(key: string, title: string): string {
  const words = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "");
  return words ? `${key.toLowerCase()}-${words}` : key.toLowerCase();
}
