import { defineOperation } from "#lib/core/operation";
import { decisionMarkdown } from "./decision-markdown.ts";
import { publicDecision } from "./decision-row.ts";
import { requireDecision } from "./queries.ts";
import { DecisionMarkdown, DecisionRef } from "./schema.ts";

export const getDecisionMarkdown = defineOperation({
  name: "decisions.markdown",
  summary: "Read a decision as a Markdown record with the headings of MADR.",
  access: "read",
  reach: "projects",
  rest: "GET /decisions/:decision/markdown",
  input: DecisionRef,
  output: DecisionMarkdown,
  authorize: (ctx, { decision }) => requireDecision(ctx, decision),
  handle: (_ctx, _input, decision) => ({ key: decision.key, markdown: decisionMarkdown(publicDecision(decision)) }),
});
