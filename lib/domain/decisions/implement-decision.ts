import { requireVersion } from "#lib/core/conflict";
import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { aboutDecision, decisionChanges, toldOf } from "./columns.ts";
import { publicDecision } from "./decision-row.ts";
import { requireUsableDecision } from "./queries.ts";
import { saveDecision } from "./save-decision.ts";
import { Decision, Implementation } from "./schema.ts";

export const implementDecision = defineOperation({
  name: "decisions.implement",
  summary: "Say that an accepted decision is carried out; it goes on to hold.",
  access: "write",
  reach: "projects",
  rest: "POST /decisions/:decision/implement",
  input: Implementation,
  output: Decision,
  authorize: (ctx, { decision }) => requireUsableDecision(ctx, decision),
  async handle(ctx, input, before) {
    requireVersion(before.key, input.version, publicDecision(before));
    if (before.status === "implemented") {
      ctx.unchanged();
      return publicDecision(before);
    }
    if (before.status !== "accepted") {
      const next = before.status === "proposed" ? "Accept it first." : "It no longer holds.";
      throw new TurboError(
        "refused",
        `${before.key} is ${before.status}; only an accepted decision is implemented. ${next}`,
      );
    }
    const after = { ...before, status: "implemented" as const };
    const saved = await saveDecision(ctx, before, after);
    ctx.changed(toldOf(before, decisionChanges(before, after), aboutDecision(before.id, before.targets)));
    return publicDecision(saved);
  },
});
