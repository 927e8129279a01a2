import type { Change } from "#lib/core/context";
import { idsOf } from "#lib/core/ids";
import { columnsOf, differences } from "#lib/domain/field-table";
import { saveManyReferences } from "#lib/domain/references/save-many-references";
import type { Reverter, Unrestored } from "#lib/domain/undo/reverter";
import { updateRows } from "#lib/domain/undo/update-rows";
import { STATUS_UPDATE_FIELDS } from "./fields.ts";
import { findStatusUpdates, whyNotOwn } from "./status-updates.ts";

/** Puts status updates back; the health of the initiative is put back by its own event. */
export const revertStatusUpdate: Reverter = {
  kind: "status_update",
  async restore(ctx, rows) {
    const unrestored: Unrestored[] = [];
    const found = await findStatusUpdates(ctx, idsOf(rows));
    const pairs = rows.flatMap(({ id, values }) => {
      const was = found.find((row) => row.id === id);
      const why = was ? whyNotOwn(ctx.actor, was) : "This status update is gone.";
      if (why) unrestored.push({ id, field: null, why });
      if (!was || why) return [];
      const is = { ...was, ...values } as typeof was;
      return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ was, is }];
    });
    await updateRows(
      ctx,
      "StatusUpdate",
      pairs.map(({ was, is }) => ({
        id: is.id,
        version: was.version,
        ...columnsOf(STATUS_UPDATE_FIELDS, is),
        shelf: is.shelf,
        binnedAt: is.shelf === "binned" ? ctx.now : null,
      })),
    );
    await saveManyReferences(
      ctx,
      pairs
        .filter(({ was, is }) => was.body !== is.body)
        .map(({ is }) => ({ kind: "status_update", id: is.id, texts: [is.body] })),
    );
    const changes = pairs.map(
      ({ was, is }): Change => ({
        kind: "status_update",
        id: is.id,
        key: is.initiative,
        projectId: null,
        fields: { ...differences(STATUS_UPDATE_FIELDS, was, is), shelf: [was.shelf, is.shelf] },
        about: [{ kind: "initiative", id: is.initiativeId }],
      }),
    );
    return { changes, unrestored };
  },
};
