import { z } from "zod";
import { anyone, defineOperation } from "#lib/core/operation";
import { NewSample } from "./schema.ts";

export const addSample = defineOperation({
  name: "figures.add",
  summary: "Write down how a process did in a minute.",
  access: "admin",
  reach: "workspace",
  rest: null,
  input: NewSample,
  output: z.object({}),
  authorize: anyone,
  async handle(ctx, sample) {
    ctx.unchanged();
    await ctx.db.sample.createMany({ data: [sample] });
    return {};
  },
});
