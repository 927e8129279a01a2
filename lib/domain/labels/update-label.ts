import { briefValue } from "#lib/core/brief-value";
import { requireVersion } from "#lib/core/conflict";
import { TurboError } from "#lib/core/errors";
import { fold } from "#lib/core/fold";
import { defineOperation } from "#lib/core/operation";
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
    const name = input.name ?? before.name;
    const colour = input.colour ?? before.colour;
    const description = input.description ?? before.description;
    if (name === before.name && colour === before.colour && description === before.description) {
      ctx.unchanged();
      return before;
    }
    if (fold(name) !== fold(before.name)) await requireFreeName(ctx, name);
    return saveLabel(
      ctx,
      before,
      { name, colour, description },
      {
        name: [before.name, name],
        colour: [before.colour, colour],
        description: [briefValue(before.description), briefValue(description)],
      },
    );
  },
});
