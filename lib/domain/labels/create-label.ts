import { briefValue } from "#lib/core/brief-value";
import { lostRace } from "#lib/core/conflict";
import { fold } from "#lib/core/fold";
import { newId } from "#lib/core/ids";
import { defineOperation } from "#lib/core/operation";
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
  async handle(ctx, { name, colour, description }) {
    const row = { id: newId(), createdAt: ctx.now, updatedAt: ctx.now, name, colour, description };
    try {
      await ctx.db.label.createMany({ data: [{ ...row, nameFold: fold(name) }] });
    } catch (error) {
      throw ctx.database.isDuplicate(error) ? lostRace() : error;
    }
    ctx.changed({
      kind: "label",
      id: row.id,
      key: name,
      projectId: null,
      fields: {
        created: [false, true],
        name: [null, name],
        colour: [null, colour],
        description: ["", briefValue(description)],
      },
    });
    return { ...row, version: 1 };
  },
});
