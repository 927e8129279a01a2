import { readCursor, writeCursor } from "#lib/core/cursor";
import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import { issueConditions, issueOrder } from "./filter.ts";
import { findIssuePage } from "./queries.ts";
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
  async handle(ctx, filter) {
    const where = await issueConditions(ctx, filter);
    const { order, descending } = issueOrder(filter.sort);
    const list = `issues:${filter.sort}`;
    const after = readCursor(list, filter.cursor, order);
    const { items, next } = await findIssuePage(ctx, { where, order, descending, after, limit: filter.limit });
    return {
      items,
      nextCursor: writeCursor(list, next),
      ...(filter.total ? { total: await ctx.database.count(ctx.db, { table: "Issue", where }) } : {}),
    };
  },
});
