import { z } from "zod";
import { anyone, defineOperation } from "#lib/core/operation";
import { findTemplates } from "./queries.ts";
import { Templates } from "./schema.ts";

export const listTemplates = defineOperation({
  name: "templates.list",
  summary: "List the templates that a document can begin with.",
  access: "read",
  reach: "workspace",
  rest: "GET /templates",
  input: z.strictObject({}),
  output: Templates,
  authorize: anyone,
  handle: () => ({ items: findTemplates() }),
});
