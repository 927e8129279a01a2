import { refusedField } from "#lib/core/errors";
import { projectInUse } from "#lib/domain/subjects/in-use";
import { isOpen } from "./columns.ts";
import type { StoredIssue } from "./issue-row.ts";
import type { IssueChip } from "./schema.ts";

/** The open issues that block one. */
export function openBlockers(issue: Pick<StoredIssue, "links">): IssueChip[] {
  return issue.links
    .filter((link) => link.kind === "blocked_by" && isOpen(link.issue.status))
    .map((link) => link.issue);
}

/** The condition that an open issue blocks the issue `own`. */
export function openBlockerSql(own: string): string {
  return `EXISTS (SELECT 1 FROM "IssueLink" b JOIN "Issue" bi ON bi."id" = b."fromId"
    WHERE b."toId" = ${own}."id" AND b."kind" = 'blocks' AND bi."status" NOT IN ('done', 'canceled') AND bi."shelf" <> 'binned'${projectInUse("bi")})`;
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
