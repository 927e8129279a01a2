import type { WriteContext } from "#lib/core/context";
import { fold } from "#lib/core/fold";
import type { Past } from "#lib/domain/undo/reverter";
import type { LabelSlot } from "./queries.ts";

/** Finds labels by the names that they have, or had when undone writes happened; one statement for all of them. */
export async function pastLabels(
  ctx: WriteContext,
  names: readonly unknown[],
  past: Past,
): Promise<(name: unknown) => LabelSlot | undefined> {
  if (names.length === 0) return () => undefined;
  const folded = [...new Set(names.map((name) => fold(String(name))))];
  const known = await ctx.db.label.findMany({
    where: { OR: [{ nameFold: { in: folded } }, { id: { in: [...past.labels.values()] } }] },
    select: { id: true, name: true, colour: true, nameFold: true },
  });
  return (name) => {
    const text = fold(String(name));
    return known.find((label) => label.nameFold === text) ?? known.find((label) => label.id === past.labels.get(text));
  };
}
