import { defineOperation } from "#lib/core/operation";
import { addDecision, namedByNew } from "./add-decision.ts";
import { publicDecision } from "./decision-row.ts";
import { Decision, NewDecision } from "./schema.ts";

export const createDecision = defineOperation({
  name: "decisions.create",
  summary: "Propose a decision: context, options, what it governs; accept: true accepts it at once.",
  access: "write",
  reach: "projects",
  rest: "POST /decisions",
  input: NewDecision,
  output: Decision,
  authorize: namedByNew,
  handle: async (ctx, input, named) => publicDecision(await addDecision(ctx, input, named)),
});
