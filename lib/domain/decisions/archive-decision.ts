import { defineOperation } from "#lib/core/operation";
import { publicDecision } from "./decision-row.ts";
import { moveDecisionShelf } from "./move-decision-shelf.ts";
import { requireOwnDecision } from "./queries.ts";
import { Decision, DecisionRef } from "./schema.ts";

export const archiveDecision = defineOperation({
  name: "decisions.archive",
  summary: "Archive a decision: lists hide it, search finds it, and it no longer holds.",
  access: "write",
  reach: "projects",
  rest: "POST /decisions/:decision/archive",
  input: DecisionRef,
  output: Decision,
  authorize: (ctx, { decision }) => requireOwnDecision(ctx, decision),
  handle: async (ctx, _input, decision) => publicDecision(await moveDecisionShelf(ctx, decision, "archived")),
});
