import type { IssueStatus } from "#lib/domain/issues/fields";
import type { Issue, LinkKind } from "#lib/domain/issues/schema";
import type { Priority } from "#lib/domain/projects/fields";

/** In the order of the flow. */
export const STATUS_WORDS = {
  backlog: "Backlog",
  ready: "Ready",
  in_progress: "In progress",
  review: "Review",
  testing: "Testing",
  done: "Done",
  canceled: "Canceled",
} as const satisfies Record<IssueStatus, string>;

/** In the order in which lists show their groups: what is being done first. */
export const STATUS_GROUPS = [
  "in_progress",
  "review",
  "testing",
  "ready",
  "backlog",
  "done",
  "canceled",
] as const satisfies readonly IssueStatus[];

export const PRIORITY_WORDS = {
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
  none: "No priority",
} as const satisfies Record<Priority, string>;

export const TYPE_WORDS = {
  feature: "Feature",
  bug: "Bug",
  task: "Task",
  improvement: "Improvement",
  documentation: "Documentation",
  discovery: "Discovery",
} as const satisfies Record<Issue["type"], string>;

export const LINK_WORDS = {
  blocked_by: "Blocked by",
  blocks: "Blocks",
  relates_to: "Relates to",
  duplicates: "Duplicates",
  duplicated_by: "Duplicated by",
  discovered_from: "Discovered from",
  led_to: "Led to",
} as const satisfies Record<LinkKind, string>;

export const RESOLUTION_WORDS = {
  wont_do: "Won't do",
  duplicate: "Duplicate",
  obsolete: "Obsolete",
} as const satisfies Record<NonNullable<Issue["resolution"]>, string>;

export function isClosed(status: IssueStatus): boolean {
  return status === "done" || status === "canceled";
}
