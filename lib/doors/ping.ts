import { z } from "zod";
import { anyone, defineOperation } from "#lib/core/operation";

/** Goes through every step of a read and does nothing: what a request costs at least. */
export const ping = defineOperation({
  name: "system.ping",
  summary: "Answer nothing: a round trip to check the address and the key.",
  access: "read",
  reach: "self",
  rest: "GET /ping",
  input: z.strictObject({}),
  output: z.object({}),
  authorize: anyone,
  handle: () => ({}),
});
