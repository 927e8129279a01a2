import type { WriteContext } from "#lib/core/context";
import { differences } from "#lib/domain/field-table";
import { saveReferences } from "#lib/domain/references/save-references";
import { updateRows } from "#lib/domain/undo/update-rows";
import { STATUS_UPDATE_FIELDS } from "./fields.ts";
import type { StatusUpdate } from "./schema.ts";
import { setHealth } from "./set-health.ts";
import type { StoredStatusUpdate } from "./status-updates.ts";

/** Writes the next version of a status update and says what changed; one that does not differ is left as it is. */
export async function saveStatusUpdate(
  ctx: WriteContext,
  before: StoredStatusUpdate,
  next: Partial<Pick<StatusUpdate, "health" | "body" | "shelf">>,
): Promise<StoredStatusUpdate> {
  const after = { ...before, ...next };
  if (after.health === before.health && after.body === before.body && after.shelf === before.shelf) {
    ctx.unchanged();
    return before;
  }
  const { id, version, initiativeId } = before;
  const { health, body, shelf } = after;
  const binnedAt = shelf === "binned" ? ctx.now : null;
  await updateRows(ctx, "StatusUpdate", [{ id, version, health, body, shelf, binnedAt }]);
  if (body !== before.body) await saveReferences(ctx, { kind: "status_update", id }, [body], { before: [before.body] });
  ctx.changed({
    kind: "status_update",
    id,
    key: before.initiative,
    projectId: null,
    fields: { ...differences(STATUS_UPDATE_FIELDS, before, after), shelf: [before.shelf, shelf] },
    about: [{ kind: "initiative", id: initiativeId }],
  });
  if (before.latest && shelf === "live" && health !== before.current)
    await setHealth(ctx, { id: initiativeId, key: before.initiative, health: before.current }, health);
  return { ...after, version: version + 1, updatedAt: ctx.now.toISOString() };
}
