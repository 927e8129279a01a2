import { defineOperation } from "#lib/core/operation";
import { moveIssueShelf } from "./move-issue-shelf.ts";
import { requireShelvedIssue } from "./queries.ts";
import { Issue, IssueRef } from "./schema.ts";

export const binIssue = defineOperation({
  name: "issues.bin",
  summary: "Move an issue to the bin; it can be restored.",
  access: "write",
  reach: "projects",
  rest: "DELETE /issues/:issue",
  input: IssueRef,
  output: Issue,
  authorize: (ctx, { issue }) => requireShelvedIssue(ctx, issue),
  handle: (ctx, _input, issue) => moveIssueShelf(ctx, issue, "binned"),
});
