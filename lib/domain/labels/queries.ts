import type { ReadContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { fold } from "#lib/core/fold";
import { noSuch } from "#lib/core/likeliest";

export interface LabelSlot {
  id: string;
  name: string;
  colour: string;
}

/** The labels of these names or ids, each once, in the order of their names; throws `invalid` naming the likeliest. */
export async function requireLabels(ctx: ReadContext, refs: readonly string[], path: string): Promise<LabelSlot[]> {
  if (refs.length === 0) return [];
  const folded = refs.map(fold);
  const found = await ctx.db.label.findMany({
    where: { shelf: "live", OR: [{ nameFold: { in: folded } }, { id: { in: [...refs] } }] },
    select: { id: true, name: true, colour: true, nameFold: true },
    orderBy: { nameFold: "asc" },
  });
  const missing = refs.findIndex(
    (ref, place) => !found.some((label) => label.nameFold === folded[place] || label.id === ref),
  );
  if (missing < 0) return found.map(({ nameFold: _, ...label }) => label);
  const names = await labelNames(ctx);
  const message = `${noSuch("label", refs[missing] ?? "", names)} Create it first, or take one of these.`;
  throw new TurboError("invalid", message, {
    fields: [{ path: `${path}.${missing}`, message, allowed: names.slice(0, 20) }],
  });
}

/** Names to suggest from; the first 200. */
export async function labelNames(ctx: ReadContext): Promise<string[]> {
  const known = await ctx.db.label.findMany({
    where: { shelf: "live" },
    select: { name: true },
    orderBy: { nameFold: "asc" },
    take: 200,
  });
  return known.map((label) => label.name);
}
