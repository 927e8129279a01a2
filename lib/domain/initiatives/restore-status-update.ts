import { defineOperation } from "#lib/core/operation";
import { saveStatusUpdate } from "./save-status-update.ts";
import { StatusUpdate, StatusUpdateRef } from "./schema.ts";
import { requireOwnStatusUpdate } from "./status-updates.ts";

export const restoreStatusUpdate = defineOperation({
  name: "initiatives.restore_update",
  summary: "Bring a status update back from the bin.",
  access: "write",
  reach: "projects",
  rest: "POST /updates/:update/restore",
  input: StatusUpdateRef,
  output: StatusUpdate,
  authorize: (ctx, { update }) => requireOwnStatusUpdate(ctx, update),
  handle: (ctx, _input, update) => saveStatusUpdate(ctx, update, { shelf: "live" }),
});
