import { requireVersion } from "#lib/core/conflict";
import { TurboError } from "#lib/core/errors";
import { fold } from "#lib/core/fold";
import { defineOperation } from "#lib/core/operation";
import { changedValues, columnsOf, differences, isNothing } from "#lib/domain/field-table";
import { LABEL_FIELDS } from "./fields.ts";
import { requireFreeName } from "./require-free-name.ts";
import { requireLabel } from "./require-label.ts";
import { saveLabel } from "./save-label.ts";
import { Label, LabelChanges } from "./schema.ts";

export const updateLabel = defineOperation({
  name: "labels.update",
  summary: "Rename a label, or change its colour or description.",
  access: "write",
  reach: "workspace",
  rest: "PATCH /labels/:label",
  input: LabelChanges,
  output: Label,
  authorize: (ctx, { label }) => requireLabel(ctx, label),
  async handle(ctx, input, before) {
    if (before.shelf === "binned")
      throw new TurboError("refused", `The label "${before.name}" is in the bin. Restore it first.`);
    requireVersion(`The label "${before.name}"`, input.version, Label.parse(before));
    const after = changedValues(LABEL_FIELDS, input, before);
    const fields = differences(LABEL_FIELDS, before, after);
    if (isNothing(fields)) {
      ctx.unchanged();
      return before;
    }
    if (fold(after.name) !== fold(before.name)) await requireFreeName(ctx, after.name);
    return saveLabel(ctx, before, columnsOf(LABEL_FIELDS, after), fields);
  },
});
