import type { ImportedIssue } from "#lib/domain/imports/schema";

type Status = Pick<ImportedIssue, "status" | "resolution">;

const STATUSES: Readonly<Record<string, Status["status"]>> = {
  draft: "backlog",
  backlog: "backlog",
  "to do": "ready",
  todo: "ready",
  ready: "ready",
  "in progress": "in_progress",
  doing: "in_progress",
  review: "review",
  "in review": "review",
  testing: "testing",
  done: "done",
  completed: "done",
  "won't do": "canceled",
  "wont do": "canceled",
  canceled: "canceled",
  cancelled: "canceled",
};

const PRIORITIES: Readonly<Record<string, ImportedIssue["priority"]>> = {
  critical: "critical",
  urgent: "critical",
  high: "high",
  medium: "medium",
  low: "low",
  none: "none",
};

const TYPES: Readonly<Record<string, ImportedIssue["type"]>> = {
  feature: "feature",
  bug: "bug",
  task: "task",
  chore: "task",
  enhancement: "improvement",
  improvement: "improvement",
  docs: "documentation",
  documentation: "documentation",
  spike: "discovery",
  research: "discovery",
};

const known = (table: Readonly<Record<string, unknown>>, word: string) => Object.hasOwn(table, word);

/** A status in Turbo's words; null for a word that is not known. What lies among the drafts is not ready. */
export function statusOf(word: string | null, draft: boolean): Status | null {
  const folded = (word ?? "draft")
    .toLowerCase()
    .replace(/[\s_-]+/g, " ")
    .replace("’", "'");
  const status = known(STATUSES, folded) ? STATUSES[folded] : undefined;
  if (!status) return null;
  if (status === "ready" && draft) return { status: "backlog", resolution: null };
  return { status, resolution: status === "canceled" ? "wont_do" : null };
}

/** A priority in Turbo's words; null for a word that is not known. */
export function priorityOf(word: string | null): ImportedIssue["priority"] | null {
  const folded = (word ?? "none").toLowerCase();
  return known(PRIORITIES, folded) ? (PRIORITIES[folded] ?? null) : null;
}

/** A type in Turbo's words; null for a word that is not known. */
export function typeOf(word: string | null): ImportedIssue["type"] | null {
  const folded = (word ?? "task").toLowerCase();
  return known(TYPES, folded) ? (TYPES[folded] ?? null) : null;
}
