import { defineOperation } from "#lib/core/operation";
import { publicDecision } from "./decision-row.ts";
import { moveDecisionShelf } from "./move-decision-shelf.ts";
import { requireOwnDecision } from "./queries.ts";
import { Decision, DecisionRef } from "./schema.ts";

export const binDecision = defineOperation({
  name: "decisions.bin",
  summary: "Move a decision to the bin; it can be restored.",
  access: "write",
  reach: "projects",
  rest: "DELETE /decisions/:decision",
  input: DecisionRef,
  output: Decision,
  authorize: (ctx, { decision }) => requireOwnDecision(ctx, decision),
  handle: async (ctx, _input, decision) => publicDecision(await moveDecisionShelf(ctx, decision, "binned")),
});
