import { requireVersion } from "#lib/core/conflict";
import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { saveStatusUpdate } from "./save-status-update.ts";
import { StatusUpdate, StatusUpdateChanges } from "./schema.ts";
import { requireOwnStatusUpdate } from "./status-updates.ts";

export const editStatusUpdate = defineOperation({
  name: "initiatives.edit_update",
  summary: "Change a status update; its author, an owner and an admin may.",
  access: "write",
  reach: "projects",
  rest: "PATCH /updates/:update",
  input: StatusUpdateChanges,
  output: StatusUpdate,
  authorize: (ctx, { update }) => requireOwnStatusUpdate(ctx, update),
  handle(ctx, { health, body, version }, before) {
    if (before.shelf === "binned") throw new TurboError("refused", "This update is in the bin. Restore it first.");
    requireVersion("This update", version, StatusUpdate.parse(before));
    return saveStatusUpdate(ctx, before, { ...(health ? { health } : {}), ...(body ? { body } : {}) });
  },
});
