import { defineOperation } from "#lib/core/operation";
import { requireInitiative } from "./queries.ts";
import { Initiative, InitiativeRef } from "./schema.ts";

export const getInitiative = defineOperation({
  name: "initiatives.get",
  summary: "Read one initiative whole: progress by project, latest status update, decisions and documents.",
  access: "read",
  reach: "projects",
  rest: "GET /initiatives/:initiative",
  input: InitiativeRef,
  output: Initiative,
  authorize: (ctx, { initiative }) => requireInitiative(ctx, initiative),
  handle: (_ctx, _input, initiative) => initiative,
});
