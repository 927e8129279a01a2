import { defineOperation } from "#lib/core/operation";
import { addLink } from "./add-link.ts";
import { requireUsableIssue } from "./queries.ts";
import { Issue, LinkInput } from "./schema.ts";

export const linkIssues = defineOperation({
  name: "issues.link",
  summary: "Link two issues: blocks, blocked_by, relates_to, duplicates, duplicated_by, discovered_from, led_to.",
  access: "write",
  reach: "projects",
  rest: "POST /issues/:issue/links",
  input: LinkInput,
  output: Issue,
  authorize: (ctx, { issue }) => requireUsableIssue(ctx, issue),
  handle: async (ctx, { kind, other }, issue) =>
    addLink(ctx, issue, { kind, other: await requireUsableIssue(ctx, other, "other") }),
});
