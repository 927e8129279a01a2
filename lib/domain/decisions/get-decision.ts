import { defineOperation } from "#lib/core/operation";
import { publicDecision } from "./decision-row.ts";
import { requireDecision } from "./queries.ts";
import { Decision, DecisionRef } from "./schema.ts";

export const getDecision = defineOperation({
  name: "decisions.get",
  summary: "Read one decision whole: context, options, what was decided, why, what it governs.",
  access: "read",
  reach: "projects",
  rest: "GET /decisions/:decision",
  input: DecisionRef,
  output: Decision,
  authorize: (ctx, { decision }) => requireDecision(ctx, decision),
  handle: (_ctx, _input, decision) => publicDecision(decision),
});
