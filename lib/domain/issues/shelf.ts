import { moveShelf } from "#lib/domain/shelf/move-shelf";
import { shelfVerbs } from "#lib/domain/shelf/shelf-verbs";
import type { StoredIssue } from "./issue-row.ts";
import { requireShelvedIssue, requireUsableIssue } from "./queries.ts";
import { Issue, IssueRef } from "./schema.ts";
import { issueSearchEntry } from "./search-entry.ts";

export const {
  archive: archiveIssue,
  bin: binIssue,
  restore: restoreIssue,
} = shelfVerbs({
  kind: "issue",
  reach: "projects",
  input: IssueRef,
  output: Issue,
  summaries: {
    archive: "Hide a finished issue from lists.",
    bin: "Move an issue to the bin; it can be restored.",
    restore: "Bring an issue back from the bin or the archive.",
  },
  find: (verb) => (verb === "archive" ? requireUsableIssue : requireShelvedIssue),
  move: (ctx, issue: StoredIssue, shelf) =>
    moveShelf(ctx, issue, shelf, {
      kind: "issue",
      entry: issueSearchEntry({ ...issue, criteria: issue.criteriaList }),
    }),
});
