import { z } from "zod";
import { anyone, defineOperation } from "#lib/core/operation";
import { lapseDue } from "./lapse-due.ts";
import { releaseStopped } from "./release-stopped.ts";

export const lapseClaims = defineOperation({
  name: "claims.lapse",
  summary: "End the claims whose lease ran out or whose session was stopped, and put their issues back into the queue.",
  access: "admin",
  reach: "workspace",
  rest: null,
  input: z.strictObject({}),
  output: z.object({ ended: z.number().int() }),
  authorize: anyone,
  async handle(ctx) {
    // What was under way while its session was stopped may have claimed something yet.
    const ended = (await lapseDue(ctx)) + (await releaseStopped(ctx)).length;
    // A claim may end of which nothing else is to be told.
    ctx.unchanged();
    return { ended };
  },
});
