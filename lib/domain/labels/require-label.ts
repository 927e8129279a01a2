import type { ReadContext } from "#lib/core/context";
import { notFound } from "#lib/core/errors";
import { fold } from "#lib/core/fold";
import { isId } from "#lib/core/ids";
import { noSuch } from "#lib/core/likeliest";
import { labelNames } from "./queries.ts";

export interface StoredLabel {
  id: string;
  name: string;
  colour: string;
  description: string;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  shelf: "live" | "archived" | "binned";
}

/** The label of a name or id, binned ones included; throws `not_found` naming the likeliest. */
export async function requireLabel(ctx: ReadContext, ref: string): Promise<StoredLabel> {
  const named = await ctx.db.label.findUnique({ where: { nameFold: fold(ref) } });
  const found = named ?? (isId(ref) ? await ctx.db.label.findUnique({ where: { id: ref.toLowerCase() } }) : null);
  if (found) return found;
  const names = await labelNames(ctx);
  throw notFound("label", noSuch("label", ref, names), names.slice(0, 20));
}
