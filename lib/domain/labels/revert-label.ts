import { limitOf } from "#lib/core/actor";
import type { Change } from "#lib/core/context";
import { fold } from "#lib/core/fold";
import { columnsOf, differences, isNothing } from "#lib/domain/field-table";
import type { Reverter, Unrestored } from "#lib/domain/undo/reverter";
import { updateRows, type VersionedRow } from "#lib/domain/undo/update-rows";
import { LABEL_FIELDS } from "./fields.ts";

/** Puts labels back. */
export const revertLabel: Reverter = {
  kind: "label",
  async restore(ctx, rows) {
    const changes: Change[] = [];
    const unrestored: Unrestored[] = [];
    const written: VersionedRow[] = [];
    const limited = ctx.actor.projectIds !== null;
    const wanted = rows.flatMap(({ values }) => (typeof values.name === "string" ? [fold(values.name)] : []));
    const found = await ctx.db.label.findMany({
      where: { OR: [{ id: { in: rows.map((row) => row.id) } }, { nameFold: { in: wanted } }] },
    });
    for (const { id, values } of rows) {
      const before = found.find((label) => label.id === id);
      if (!before || limited) {
        const why = limited
          ? `Labels belong to the whole workspace, and ${limitOf(ctx.actor).who} is limited to some projects.`
          : "This label is gone.";
        unrestored.push({ id, field: null, why });
        continue;
      }
      const after = { ...before, ...values } as typeof before;
      const taken = found.find((label) => label.id !== id && label.nameFold === fold(after.name));
      if (taken) {
        unrestored.push({ id, field: "name", why: `Another label is called "${taken.name}" now.` });
        after.name = before.name;
      }
      after.binnedAt = after.shelf === "binned" ? (before.binnedAt ?? ctx.now) : null;
      const fields: Change["fields"] = {
        ...differences(LABEL_FIELDS, before, after),
        shelf: [before.shelf, after.shelf],
      };
      if (isNothing(fields)) continue;
      const { shelf, binnedAt } = after;
      written.push({ id, version: before.version, ...columnsOf(LABEL_FIELDS, after), shelf, binnedAt });
      changes.push({ kind: "label", id, key: after.name, projectId: null, fields });
    }
    await updateRows(ctx, "Label", written);
    return { changes, unrestored };
  },
};
