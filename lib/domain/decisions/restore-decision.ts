import { defineOperation } from "#lib/core/operation";
import { publicDecision } from "./decision-row.ts";
import { moveDecisionShelf } from "./move-decision-shelf.ts";
import { requireOwnDecision } from "./queries.ts";
import { Decision, DecisionRef } from "./schema.ts";

export const restoreDecision = defineOperation({
  name: "decisions.restore",
  summary: "Bring a decision back from the archive or the bin.",
  access: "write",
  reach: "projects",
  rest: "POST /decisions/:decision/restore",
  input: DecisionRef,
  output: Decision,
  authorize: (ctx, { decision }) => requireOwnDecision(ctx, decision),
  handle: async (ctx, _input, decision) => publicDecision(await moveDecisionShelf(ctx, decision, "live")),
});
