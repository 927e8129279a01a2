import type { WriteContext } from "#lib/core/context";
import { fold } from "#lib/core/fold";
import { newId } from "#lib/core/ids";
import { boundRows, insertSql } from "#lib/core/json-rows";
import type { LeftOut } from "./schema.ts";

/**
 * Ids of labels by folded name; those that are not among the known are made, in one statement. Labels are the
 * workspace's: who is limited to projects makes none.
 */
export async function ensureLabels(
  ctx: WriteContext,
  names: readonly string[],
  known: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const ids = new Map(known);
  if (ctx.actor.projectIds !== null) return ids;
  const wanted = new Map<string, { id: string; createdAt: Date; updatedAt: Date; name: string; nameFold: string }>();
  for (const name of names) {
    const nameFold = fold(name);
    if (ids.has(nameFold) || wanted.has(nameFold)) continue;
    wanted.set(nameFold, { id: newId(), createdAt: ctx.now, updatedAt: ctx.now, name, nameFold });
  }
  if (wanted.size === 0) return ids;
  const { engine } = ctx.database;
  // In one order for all, so that two imports do not wait for each other.
  const rows = [...wanted.values()].sort((a, b) => (a.nameFold < b.nameFold ? -1 : 1));
  const insert = insertSql(engine, { table: "Label", rows }, engine === "postgres" ? "$1" : "?");
  // Another import may make the same label at this moment; then that one is taken.
  const made = await ctx.db.$queryRawUnsafe<{ id: string; nameFold: string }[]>(
    `${insert} ON CONFLICT ("nameFold") DO UPDATE SET "nameFold" = excluded."nameFold" RETURNING "id", "nameFold"`,
    boundRows(engine, rows),
  );
  for (const { id, nameFold } of made) ids.set(nameFold, id);
  for (const { id, name, nameFold } of wanted.values()) {
    if (ids.get(nameFold) !== id) continue;
    ctx.changed({
      kind: "label",
      id,
      key: name,
      projectId: null,
      fields: { created: [false, true], name: [null, name] },
      apart: true,
    });
  }
  return ids;
}

/** Which of these names came to no label, in words; null where all did. */
export function noLabel(names: readonly string[], has: (folded: string) => boolean): string | null {
  const without = [...new Map(names.map((name) => [fold(name), name]))].filter(([folded]) => !has(folded));
  if (without.length === 0) return null;
  const named = without.map(([, name]) => `"${name}"`).join(", ");
  return `Left out what is no label here: ${named}. Who is limited to projects makes no labels.`;
}

/** The items that came in without some of their labels. */
export function withoutLabels(
  items: readonly { id: string; labels: readonly string[] }[],
  ids: ReadonlyMap<string, string>,
): LeftOut[] {
  return items.flatMap(({ id, labels }) => {
    const why = noLabel(labels, (folded) => ids.has(folded));
    return why === null ? [] : [{ id, why }];
  });
}
