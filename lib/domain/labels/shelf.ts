import { binBy } from "#lib/domain/shelf/move-shelf";
import { shelfVerbs } from "#lib/domain/shelf/shelf-verbs";
import { requireLabel } from "./require-label.ts";
import { saveLabel } from "./save-label.ts";
import { Label, LabelRef } from "./schema.ts";

/** Issues keep it meanwhile, without showing it. */
export const { bin: binLabel, restore: restoreLabel } = shelfVerbs({
  kind: "label",
  reach: "workspace",
  input: LabelRef,
  output: Label,
  summaries: {
    bin: "Move a label to the bin, off every issue; restoring brings it back to them.",
    restore: "Bring a label back from the bin.",
  },
  find: () => requireLabel,
  move: binBy(saveLabel),
});
