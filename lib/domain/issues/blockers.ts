import { refusedField } from "#lib/core/errors";
import { isOpen } from "./columns.ts";
import type { StoredIssue } from "./issue-row.ts";
import type { IssueChip } from "./schema.ts";

/** The open issues that block one. */
export function openBlockers(issue: Pick<StoredIssue, "links">): IssueChip[] {
  return issue.links
    .filter((link) => link.kind === "blocked_by" && isOpen(link.issue.status))
    .map((link) => link.issue);
}

/** Refuses to call an issue done while open ones block it. */
export function requireUnblocked(issue: StoredIssue): void {
  if (!issue.blocked) return;
  const blockers = openBlockers(issue);
  const keys = blockers.map((blocker) => blocker.key).join(", ") || "an issue of a project that you may not see";
  throw refusedField(
    "status",
    `${issue.key} is blocked by ${keys}. Close ${blockers.length > 1 ? "them" : "it"} first, or send force: true.`,
  );
}
