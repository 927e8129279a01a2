import { z } from "zod";
import { loadConfig } from "#lib/core/config";
import { notFound } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { costOf } from "./prices.ts";
import { EndedCall } from "./schema.ts";

export const endCall = defineOperation({
  name: "ai.end_call",
  summary: "Write down how a question to a model went and what it used.",
  access: "write",
  reach: "projects",
  rest: null,
  input: EndedCall,
  output: z.object({ cost: z.number().nullable() }),
  async authorize(ctx, { id }) {
    const call = await ctx.db.modelCall.findFirst({ where: { id, userId: ctx.actor.user.id, outcome: "running" } });
    if (!call) throw notFound("id", `No call ${id} of yours runs.`);
    return call;
  },
  async handle(ctx, { outcome, used, milliseconds }, { id, provider, model }) {
    const cost = costOf({ provider, model }, used, loadConfig().ai.prices);
    const counts = { tokensIn: used.input, tokensOut: used.output, cachedTokens: used.cached };
    await ctx.db.modelCall.updateMany({ where: { id }, data: { outcome, milliseconds, cost, ...counts } });
    ctx.unchanged();
    return { cost };
  },
});
