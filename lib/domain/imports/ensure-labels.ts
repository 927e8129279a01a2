import type { WriteContext } from "#lib/core/context";
import { fold } from "#lib/core/fold";
import { newId } from "#lib/core/ids";

/** Ids of labels by folded name; those that do not exist are made. */
export async function ensureLabels(ctx: WriteContext, names: readonly string[]): Promise<Map<string, string>> {
  const wanted = new Map<string, string>();
  for (const name of names) if (!wanted.has(fold(name))) wanted.set(fold(name), name);
  if (wanted.size === 0) return new Map();
  const known = await ctx.db.label.findMany({
    where: { nameFold: { in: [...wanted.keys()] } },
    select: { id: true, nameFold: true },
  });
  const ids = new Map(known.map((label) => [label.nameFold, label.id]));
  for (const [nameFold, name] of wanted) {
    if (ids.has(nameFold)) continue;
    // Another import may make the same label at this moment; then that one is taken.
    const own = newId();
    const { id } = await ctx.db.label.upsert({
      where: { nameFold },
      create: { id: own, createdAt: ctx.now, updatedAt: ctx.now, name, nameFold },
      update: {},
      select: { id: true },
    });
    ids.set(nameFold, id);
    if (id === own) {
      ctx.changed({
        kind: "label",
        id,
        key: name,
        projectId: null,
        fields: { created: [false, true], name: [null, name] },
      });
    }
  }
  return ids;
}
