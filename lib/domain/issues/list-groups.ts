import { anyone, defineOperation } from "#lib/core/operation";
import { issueConditions } from "./filter.ts";
import { issuePage } from "./issue-page.ts";
import { IssueGroupFilter, IssueGroups } from "./schema.ts";

/** What the page of a grouped list begins with: how many there are, and the rows at its top. */
export const listGroups = defineOperation({
  name: "issues.groups",
  summary: "Count issues by status, with the first rows of some statuses.",
  access: "read",
  reach: "projects",
  rest: null,
  input: IssueGroupFilter,
  output: IssueGroups,
  authorize: anyone,
  async handle(ctx, { open, limit, ...filter }) {
    const where = await issueConditions(ctx, filter);
    const totals = await ctx.database.countBy(ctx.db, { table: "Issue", where }, "status");
    let left = limit;
    const pages = open.map(async (status) => {
      const rows = Math.min(left, totals.get(status) ?? 0);
      left -= rows;
      if (rows === 0) return { status, items: [], nextCursor: null };
      const page = await issuePage(ctx, { ...filter, limit: rows }, [...where, { column: "status", is: status }]);
      return { status, ...page };
    });
    return { totals: Object.fromEntries(totals), pages: await Promise.all(pages) };
  },
});
