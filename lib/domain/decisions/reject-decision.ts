import { requireVersion } from "#lib/core/conflict";
import { invalidField } from "#lib/core/errors";
import { LIMITS } from "#lib/core/fields";
import { defineOperation } from "#lib/core/operation";
import { settleDecision } from "#lib/domain/inbox/settle-decision";
import { aboutDecision, decidedNow, decisionChanges, toldOf } from "./columns.ts";
import { publicDecision } from "./decision-row.ts";
import { requireMayDecide } from "./policy.ts";
import { requireUsableDecision } from "./queries.ts";
import { requireProposed } from "./require-proposed.ts";
import { saveDecision } from "./save-decision.ts";
import { Decision, Rejection } from "./schema.ts";

export const rejectDecision = defineOperation({
  name: "decisions.reject",
  summary: "Reject a proposed decision; the reason is added to its rationale.",
  access: "write",
  reach: "projects",
  rest: "POST /decisions/:decision/reject",
  input: Rejection,
  output: Decision,
  async authorize(ctx, { decision }) {
    const found = await requireUsableDecision(ctx, decision);
    requireMayDecide(ctx.actor, "rejected");
    return found;
  },
  async handle(ctx, input, before) {
    requireVersion(before.key, input.version, publicDecision(before));
    requireProposed(before, "rejected");
    const reason = input.reason?.trim() ?? "";
    const rationale = [before.rationale, reason].filter(Boolean).join("\n\n");
    if (rationale.length > LIMITS.body)
      throw invalidField(
        "reason",
        `With it the rationale has ${rationale.length} characters; the limit is ${LIMITS.body}.`,
      );
    const after = {
      ...before,
      status: "rejected" as const,
      rationale,
      ...decidedNow(ctx),
    };
    const saved = await saveDecision(ctx, before, after);
    await settleDecision(ctx, before.id);
    ctx.changed(toldOf(before, decisionChanges(before, after), aboutDecision(before.id, before.targets)));
    return publicDecision(saved);
  },
});
