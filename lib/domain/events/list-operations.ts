import { z } from "zod";
import { anyone, defineOperation } from "#lib/core/operation";
import { knownOperations } from "./named-operations.ts";

export const listOperations = defineOperation({
  name: "changes.operations",
  summary: "The names of the operations that something was written by.",
  access: "read",
  reach: "workspace",
  rest: null,
  input: z.strictObject({}),
  output: z.object({ items: z.array(z.string()) }),
  authorize: anyone,
  handle: async (ctx) => ({ items: await knownOperations(ctx.db) }),
});
