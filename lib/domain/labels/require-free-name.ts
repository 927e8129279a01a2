import type { ReadContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { fold } from "#lib/core/fold";
import { Label } from "./schema.ts";

/** Refuses a name that another label has, in whatever case; a label in the bin keeps its name. */
export async function requireFreeName(ctx: ReadContext, name: string): Promise<void> {
  const taken = await ctx.db.label.findUnique({ where: { nameFold: fold(name) } });
  if (!taken) return;
  const message =
    taken.shelf === "binned"
      ? `A label "${taken.name}" is in the bin. Restore it, or take another name.`
      : `There is a label "${taken.name}" already. Use it, or take another name.`;
  throw new TurboError("conflict", message, {
    fields: [{ path: "name", message }],
    current: Label.parse(taken),
  });
}
