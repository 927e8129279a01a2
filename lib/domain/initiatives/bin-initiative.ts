import { defineOperation } from "#lib/core/operation";
import { moveInitiativeShelf } from "./move-initiative-shelf.ts";
import { requireOwnInitiative } from "./queries.ts";
import { Initiative, InitiativeRef } from "./schema.ts";

export const binInitiative = defineOperation({
  name: "initiatives.bin",
  summary: "Move an initiative to the bin; it can be restored. Its issues stay.",
  access: "write",
  reach: "projects",
  rest: "DELETE /initiatives/:initiative",
  input: InitiativeRef,
  output: Initiative,
  authorize: (ctx, { initiative }) => requireOwnInitiative(ctx, initiative),
  handle: (ctx, _input, initiative) => moveInitiativeShelf(ctx, initiative, "binned"),
});
