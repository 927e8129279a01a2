import { z } from "zod";
import { anyone, defineOperation } from "#lib/core/operation";
import { lapseDue } from "./lapse-due.ts";

export const lapseClaims = defineOperation({
  name: "claims.lapse",
  summary: "End the claims whose lease ran out, and put their issues back into the queue.",
  access: "admin",
  reach: "workspace",
  rest: null,
  input: z.strictObject({}),
  output: z.object({ ended: z.number().int() }),
  authorize: anyone,
  async handle(ctx) {
    const ended = await lapseDue(ctx);
    if (ended === 0) ctx.unchanged();
    return { ended };
  },
});
