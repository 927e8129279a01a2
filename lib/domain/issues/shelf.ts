import { moveShelf } from "#lib/domain/shelf/move-shelf";
import { shelfVerbs } from "#lib/domain/shelf/shelf-verbs";
import type { StoredIssue } from "./issue-row.ts";
import { requireShelvedIssue, requireUsableIssue } from "./queries.ts";
import { Issue, IssueRef } from "./schema.ts";
import { issueSearchEntry } from "./search-entry.ts";

const verb = shelfVerbs({
  kind: "issue",
  reach: "projects",
  input: IssueRef,
  output: Issue,
  move: (ctx, issue: StoredIssue, shelf) =>
    moveShelf(ctx, issue, shelf, {
      kind: "issue",
      entry: issueSearchEntry({ ...issue, criteria: issue.criteriaList }),
    }),
});

export const archiveIssue = verb("archive", {
  summary: "Hide a finished issue from lists.",
  find: requireUsableIssue,
});
export const binIssue = verb("bin", {
  summary: "Move an issue to the bin; it can be restored.",
  find: requireShelvedIssue,
});
export const restoreIssue = verb("restore", {
  summary: "Bring an issue back from the bin or the archive.",
  find: requireShelvedIssue,
});
