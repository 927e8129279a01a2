import { defineOperation } from "#lib/core/operation";
import { moveInitiativeShelf } from "./move-initiative-shelf.ts";
import { requireUsableInitiative } from "./queries.ts";
import { Initiative, InitiativeRef } from "./schema.ts";

export const archiveInitiative = defineOperation({
  name: "initiatives.archive",
  summary: "Hide a finished initiative from lists.",
  access: "write",
  reach: "projects",
  rest: "POST /initiatives/:initiative/archive",
  input: InitiativeRef,
  output: Initiative,
  authorize: (ctx, { initiative }) => requireUsableInitiative(ctx, initiative),
  handle: (ctx, _input, initiative) => moveInitiativeShelf(ctx, initiative, "archived"),
});
