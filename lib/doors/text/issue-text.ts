import { inQuotes } from "#lib/core/one-line";
import { holderName } from "#lib/domain/claims/holder";
import { criteriaWords, unverifiedWords } from "#lib/domain/criteria/words";
import type { Issue, IssueChip, IssueLine } from "#lib/domain/issues/schema";
import { DATA_MARK, minute, quoted } from "#lib/domain/people/quoted";
import { criteriaLines } from "./criteria-text.ts";
import { factsLine, row } from "./row.ts";

/** `TURBO-12  in_progress  high  Title…`, in a queue behind its place. */
export function issueLine(issue: IssueLine, place?: string): string {
  const shelf = issue.shelf === "live" ? "" : ` (${issue.shelf})`;
  const { assignee, dueDate } = issue;
  const status = `${issue.status}${said(issue)}${shelf}`;
  return row(
    [
      place,
      issue.key,
      status,
      issue.priority,
      issue.stale && "STALE",
      assignee && `@${assignee.handle}`,
      dueDate && `due ${dueDate}`,
    ],
    issue.title,
  );
}

/** What is said beside a status. */
function said({ status, blocked, criteria }: IssueLine): string {
  const unverified = unverifiedWords(status, criteria);
  return `${blocked ? " (blocked)" : ""}${unverified ? ` (${unverified})` : ""}`;
}

/** What one needs to decide about an issue, without its texts. */
export function issueCard(issue: IssueLine): string {
  const rows = [
    `${issue.key}  ${inQuotes(issue.title)}`,
    `  ${issue.status}${said(issue)}  ${issue.type}  priority ${issue.priority}  version ${issue.version}${issue.shelf === "live" ? "" : `  ${issue.shelf}`}`,
  ];
  const facts = factsLine([
    issue.assignee && `assignee @${issue.assignee.handle}`,
    issue.claim && `held by ${holderName(issue.claim)} until ${minute(issue.claim.until)}`,
    issue.parent && `parent ${issue.parent}`,
    issue.initiative && `initiative ${issue.initiative.key}`,
    issue.milestone && `milestone ${issue.milestone.key} ${inQuotes(issue.milestone.title, 40)}`,
    issue.stale && "STALE: leans on a superseded decision",
    issue.dueDate && `due ${issue.dueDate}`,
    issue.estimate !== null && `estimate ${issue.estimate}`,
    issue.labels.length > 0 && `labels ${issue.labels.map(({ name }) => inQuotes(name)).join(", ")}`,
    issue.criteria.total > 0 && `criteria ${criteriaWords(issue.criteria)}`,
    issue.children.total > 0 && `sub-issues ${issue.children.done}/${issue.children.total} done`,
    issue.comments > 0 && `comments ${issue.comments}`,
  ]);
  rows.push(...facts, `  updated ${minute(issue.updatedAt)}, filed ${minute(issue.createdAt)}`);
  return rows.join("\n");
}

/** All that belongs to an issue itself. */
export function issueFull(issue: Issue): string {
  const parts = [issueCard(issue), DATA_MARK];
  const facts = factsLine([
    issue.resolution && `resolution ${issue.resolution}`,
    `branch ${issue.branch === null ? `${issue.suggestedBranch} (suggested)` : inQuotes(issue.branch)}`,
    issue.aliases.length > 0 && `also known as ${issue.aliases.join(", ")}`,
    issue.source && `imported as ${inQuotes(issue.source)}`,
  ]);
  parts.push(...facts);
  if (issue.parentIssue) parts.push(`Parent: ${chip(issue.parentIssue)}`);
  for (const link of issue.links) parts.push(`${link.kind}: ${chip(link.issue)}`);
  if (issue.childIssues.length > 0) parts.push("Sub-issues:", ...issue.childIssues.map((child) => `  ${chip(child)}`));
  if (issue.criteriaList.length > 0) {
    parts.push("Acceptance criteria (tick by number):", ...criteriaLines(issue.criteriaList));
  }
  if (issue.description) {
    parts.push(quoted(issue.description, { what: "Description", author: issue.creator, at: issue.createdAt }));
  }
  return parts.join("\n");
}

function chip({ key, status, title }: IssueChip): string {
  return `${key}  ${status}  ${inQuotes(title, 60)}`;
}
