import { defineOperation } from "#lib/core/operation";
import { moveLabelShelf } from "./move-label-shelf.ts";
import { requireLabel } from "./require-label.ts";
import { Label, LabelRef } from "./schema.ts";

export const binLabel = defineOperation({
  name: "labels.bin",
  summary: "Move a label to the bin, off every issue; restoring brings it back to them.",
  access: "write",
  reach: "workspace",
  rest: "DELETE /labels/:label",
  input: LabelRef,
  output: Label,
  authorize: (ctx, { label }) => requireLabel(ctx, label),
  handle: (ctx, _input, label) => moveLabelShelf(ctx, label, "binned"),
});
