import { defineOperation } from "#lib/core/operation";
import { moveInitiativeShelf } from "./move-initiative-shelf.ts";
import { requireOwnInitiative } from "./queries.ts";
import { Initiative, InitiativeRef } from "./schema.ts";

export const restoreInitiative = defineOperation({
  name: "initiatives.restore",
  summary: "Bring an initiative back from the bin or the archive.",
  access: "write",
  reach: "projects",
  rest: "POST /initiatives/:initiative/restore",
  input: InitiativeRef,
  output: Initiative,
  authorize: (ctx, { initiative }) => requireOwnInitiative(ctx, initiative),
  handle: (ctx, _input, initiative) => moveInitiativeShelf(ctx, initiative, "live"),
});
