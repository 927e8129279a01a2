import { defineOperation } from "#lib/core/operation";
import { moveIssueShelf } from "./move-issue-shelf.ts";
import { requireShelvedIssue } from "./queries.ts";
import { Issue, IssueRef } from "./schema.ts";

export const restoreIssue = defineOperation({
  name: "issues.restore",
  summary: "Bring an issue back from the bin or the archive.",
  access: "write",
  reach: "projects",
  rest: "POST /issues/:issue/restore",
  input: IssueRef,
  output: Issue,
  authorize: (ctx, { issue }) => requireShelvedIssue(ctx, issue),
  handle: (ctx, _input, issue) => moveIssueShelf(ctx, issue, "live"),
});
