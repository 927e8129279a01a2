import { z } from "zod";
import { defineOperation } from "#lib/core/operation";
import { governingDecisions } from "#lib/domain/decisions/candidates";
import { GoverningDecision } from "#lib/domain/decisions/schema";
import { requireIssue } from "./queries.ts";
import { Issue, IssueRef } from "./schema.ts";

export const getIssue = defineOperation({
  name: "issues.get",
  summary: "Read one issue whole: description, criteria, sub-issues, links, decisions that govern it.",
  access: "read",
  reach: "projects",
  rest: "GET /issues/:issue",
  input: IssueRef,
  output: Issue.extend({
    decisions: z
      .array(GoverningDecision)
      .describe("Decisions that hold for it, and superseded ones that it still leans on."),
  }),
  authorize: (ctx, { issue }) => requireIssue(ctx, issue),
  handle: async (ctx, _input, issue) => ({ ...issue, decisions: await governingDecisions(ctx, { issue }) }),
});
