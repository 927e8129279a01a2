import { defineOperation } from "#lib/core/operation";
import { requireIssueSlot } from "#lib/domain/issues/queries";
import { briefOf } from "./brief-of.ts";
import { Brief, BriefRequest } from "./schema.ts";

export const getBrief = defineOperation({
  name: "issues.brief",
  summary: "All that is needed to begin with an issue, within a number of tokens.",
  access: "read",
  reach: "projects",
  rest: "GET /issues/:issue/brief",
  input: BriefRequest,
  output: Brief,
  authorize: (ctx, { issue }) => requireIssueSlot(ctx, issue),
  handle: (ctx, { budget }, issue) => briefOf(ctx, issue, budget),
});
