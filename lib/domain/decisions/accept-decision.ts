import { requireVersion } from "#lib/core/conflict";
import { defineOperation } from "#lib/core/operation";
import { settleDecision } from "#lib/domain/inbox/settle-decision";
import { requireOutcome } from "./add-decision.ts";
import { aboutDecision, decidedNow, decisionChanges, toldOf, withChosen } from "./columns.ts";
import { publicDecision } from "./decision-row.ts";
import { requireMayDecide } from "./policy.ts";
import { requireOwnPlaces, requireUsableDecision } from "./queries.ts";
import { requireProposed } from "./require-proposed.ts";
import { saveDecision } from "./save-decision.ts";
import { Acceptance, Decision } from "./schema.ts";
import { takePlace } from "./take-place.ts";

export const acceptDecision = defineOperation({
  name: "decisions.accept",
  summary: "Accept a proposed decision: it holds from now on, and what it supersedes no longer does.",
  access: "write",
  reach: "projects",
  rest: "POST /decisions/:decision/accept",
  input: Acceptance,
  output: Decision,
  async authorize(ctx, { decision }) {
    // What it is to take the place of must not grow meanwhile.
    await ctx.database.oneAtATime(ctx.db, "links");
    const found = await requireUsableDecision(ctx, decision);
    requireOwnPlaces(ctx, found);
    requireMayDecide(ctx.actor, "accepted");
    return found;
  },
  async handle(ctx, input, before) {
    requireVersion(before.key, input.version, publicDecision(before));
    requireProposed(before, "accepted");
    const outcome = input.outcome ?? before.outcome;
    requireOutcome(outcome);
    const after = {
      ...before,
      status: "accepted" as const,
      outcome,
      options: input.option ? withChosen(before.options, input.option) : before.options,
      ...decidedNow(ctx),
    };
    const saved = await saveDecision(ctx, before, after);
    await settleDecision(ctx, before.id);
    ctx.changed(toldOf(before, decisionChanges(before, after), aboutDecision(before.id, before.targets)));
    // What was superseded or put into the bin since it was named, itself or with its project, is left as it is.
    const holding = before.supersedes.filter(
      ({ status, under }) => (status === "accepted" || status === "implemented") && under === null,
    );
    await takePlace(
      ctx,
      before,
      holding.map((old) => ({ ...old, pending: before.key })),
    );
    return publicDecision({
      ...saved,
      supersedes: saved.supersedes.map((old) => (holding.includes(old) ? { ...old, status: "superseded" } : old)),
    });
  },
});
