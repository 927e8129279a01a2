import { defineOperation } from "#lib/core/operation";
import { moveLabelShelf } from "./move-label-shelf.ts";
import { requireLabel } from "./require-label.ts";
import { Label, LabelRef } from "./schema.ts";

export const restoreLabel = defineOperation({
  name: "labels.restore",
  summary: "Bring a label back from the bin.",
  access: "write",
  reach: "workspace",
  rest: "POST /labels/:label/restore",
  input: LabelRef,
  output: Label,
  authorize: (ctx, { label }) => requireLabel(ctx, label),
  handle: (ctx, _input, label) => moveLabelShelf(ctx, label, "live"),
});
