import { defineOperation } from "#lib/core/operation";
import { moveIssueShelf } from "./move-issue-shelf.ts";
import { requireUsableIssue } from "./queries.ts";
import { Issue, IssueRef } from "./schema.ts";

export const archiveIssue = defineOperation({
  name: "issues.archive",
  summary: "Hide a finished issue from lists.",
  access: "write",
  reach: "projects",
  rest: "POST /issues/:issue/archive",
  input: IssueRef,
  output: Issue,
  authorize: (ctx, { issue }) => requireUsableIssue(ctx, issue),
  handle: (ctx, _input, issue) => moveIssueShelf(ctx, issue, "archived"),
});
