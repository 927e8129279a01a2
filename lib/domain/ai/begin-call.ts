import { z } from "zod";
import { dayIn } from "#lib/core/calendar";
import { loadConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { defineOperation } from "#lib/core/operation";
import { requireLiveProject } from "#lib/domain/projects/queries";
import { requireWithinBudgets } from "./budgets.ts";
import { costOf } from "./prices.ts";
import { NewCall } from "./schema.ts";

/** The advisory lock under which PostgreSQL adds budgets up: two calls at once would not see each other. */
const BUDGET_LOCK = 7_225_017;

export const beginCall = defineOperation({
  name: "ai.begin_call",
  summary: "Write down that a model is about to be asked, with what that may use at most.",
  access: "write",
  reach: "projects",
  rest: null,
  input: NewCall,
  output: z.object({ id: z.string() }),
  authorize: (ctx, { project }) => (project === null ? null : requireLiveProject(ctx, project)),
  async handle(ctx, { purpose, provider, model, reserved }, project) {
    const { ai, server } = loadConfig();
    if (!ai.enabled) throw aiIsOff();
    const { user, key } = ctx.actor;
    const day = dayIn(ctx.now, server.timeZone);
    const place = { day, userId: user.id, projectId: project?.id ?? null };
    const cost = costOf({ provider, model }, reserved, ai.prices);
    if (ctx.database.engine === "postgres")
      await ctx.db.$executeRawUnsafe(`SELECT pg_advisory_xact_lock(${BUDGET_LOCK})`);
    await requireWithinBudgets(ctx, ai, { place, model, wanted: { tokens: reserved.input + reserved.output, cost } });
    const id = newId();
    const counts = { tokensIn: reserved.input, tokensOut: reserved.output, cachedTokens: 0, cost };
    const about = { purpose, provider, model, keyId: key?.id ?? null, outcome: "running" };
    await ctx.db.modelCall.createMany({ data: [{ id, createdAt: ctx.now, ...place, ...about, ...counts }] });
    ctx.unchanged();
    return { id };
  },
});

/** `where` a text would go. */
export function aiIsOff(where = ""): TurboError {
  const sent = `AI is off here, and nothing was sent.${where ? ` It would go to ${where}.` : ""}`;
  return new TurboError("refused", `${sent} features.ai_generation = true in turbo.toml turns it on.`);
}
