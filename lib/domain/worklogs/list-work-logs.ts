import { pageOf } from "#lib/core/fields";
import { defineOperation } from "#lib/core/operation";
import { requireIssue } from "#lib/domain/issues/queries";
import { IssueWorkLogFilter, WorkLog } from "./schema.ts";
import { workLogPage } from "./work-log-page.ts";

export const listWorkLogs = defineOperation({
  name: "worklogs.list",
  summary: "List the work logs of an issue, latest start first.",
  access: "read",
  reach: "projects",
  rest: "GET /issues/:issue/worklogs",
  input: IssueWorkLogFilter,
  output: pageOf(WorkLog),
  authorize: (ctx, { issue }) => requireIssue(ctx, issue),
  handle: (ctx, filter, issue) => workLogPage(ctx, filter, [{ column: "issueId", is: issue.id, few: true }]),
});
