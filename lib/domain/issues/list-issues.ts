import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import { issueConditions } from "./filter.ts";
import { issuePage } from "./issue-page.ts";
import { IssueFilter, IssueLine } from "./schema.ts";

export const listIssues = defineOperation({
  name: "issues.list",
  summary:
    "List issues by words, project, status, type, priority, assignee, label, parent, initiative, milestone or due date.",
  access: "read",
  reach: "projects",
  rest: "GET /issues",
  input: IssueFilter,
  output: pageOf(IssueLine),
  authorize: anyone,
  handle: async (ctx, filter) => issuePage(ctx, filter, await issueConditions(ctx, filter)),
});
