import { defineOperation } from "#lib/core/operation";
import { saveStatusUpdate } from "./save-status-update.ts";
import { StatusUpdate, StatusUpdateRef } from "./schema.ts";
import { requireOwnStatusUpdate } from "./status-updates.ts";

export const binStatusUpdate = defineOperation({
  name: "initiatives.bin_update",
  summary: "Move a status update to the bin; the initiative's health stays.",
  access: "write",
  reach: "projects",
  rest: "DELETE /updates/:update",
  input: StatusUpdateRef,
  output: StatusUpdate,
  authorize: (ctx, { update }) => requireOwnStatusUpdate(ctx, update),
  handle: (ctx, _input, update) => saveStatusUpdate(ctx, update, { shelf: "binned" }),
});
