import { lostRace } from "#lib/core/conflict";
import { newId } from "#lib/core/ids";
import { defineOperation } from "#lib/core/operation";
import { beginnings, columnsOf } from "#lib/domain/field-table";
import { LABEL_FIELDS } from "./fields.ts";
import { requireFreeName } from "./require-free-name.ts";
import { Label, NewLabel } from "./schema.ts";

export const createLabel = defineOperation({
  name: "labels.create",
  summary: "Make a label for the whole workspace.",
  access: "write",
  reach: "workspace",
  rest: "POST /labels",
  input: NewLabel,
  output: Label,
  authorize: (ctx, { name }) => requireFreeName(ctx, name),
  async handle(ctx, values) {
    const row = { id: newId(), createdAt: ctx.now, updatedAt: ctx.now, ...values };
    try {
      await ctx.db.label.createMany({ data: [{ ...row, ...columnsOf(LABEL_FIELDS, values) }] });
    } catch (error) {
      throw ctx.database.isDuplicate(error) ? lostRace() : error;
    }
    const fields = beginnings(LABEL_FIELDS, values);
    ctx.changed({ kind: "label", id: row.id, key: values.name, projectId: null, fields });
    return { ...row, version: 1 };
  },
});
