import { defineOperation } from "#lib/core/operation";
import { requireIssue } from "./queries.ts";
import { Issue, IssueRef } from "./schema.ts";

export const getIssue = defineOperation({
  name: "issues.get",
  summary: "Read one issue whole: description, criteria, sub-issues, links.",
  access: "read",
  rest: "GET /issues/:issue",
  input: IssueRef,
  output: Issue,
  authorize: (ctx, { issue }) => requireIssue(ctx, issue),
  handle: (_ctx, _input, issue) => issue,
});
