import { z } from "zod";
import { anyone, defineOperation } from "#lib/core/operation";
import { lastEventNumber } from "./queries.ts";

/** Where a page's live events go on from: what it shows is at least as new as this. */
export const getLastEventNumber = defineOperation({
  name: "changes.last",
  summary: "The number of the newest event.",
  access: "read",
  reach: "workspace",
  rest: null,
  input: z.strictObject({}),
  output: z.object({ number: z.number().int() }),
  authorize: anyone,
  handle: async (ctx) => ({ number: await lastEventNumber(ctx.db) }),
});
