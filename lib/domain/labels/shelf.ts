import { binBy } from "#lib/domain/shelf/move-shelf";
import { shelfVerbs } from "#lib/domain/shelf/shelf-verbs";
import { requireLabel } from "./require-label.ts";
import { saveLabel } from "./save-label.ts";
import { Label, LabelRef } from "./schema.ts";

const verb = shelfVerbs({
  kind: "label",
  reach: "workspace",
  input: LabelRef,
  output: Label,
  move: binBy(saveLabel),
});

/** Issues keep it meanwhile, without showing it. */
export const binLabel = verb("bin", {
  summary: "Move a label to the bin, off every issue; restoring brings it back to them.",
  find: requireLabel,
});
export const restoreLabel = verb("restore", {
  summary: "Bring a label back from the bin.",
  find: requireLabel,
});
