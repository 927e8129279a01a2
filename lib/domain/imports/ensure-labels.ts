import type { WriteContext } from "#lib/core/context";
import { fold } from "#lib/core/fold";
import { newId } from "#lib/core/ids";
import { boundRows, insertSql } from "#lib/core/json-rows";

/** Ids of labels by folded name; those that are not among the known are made, in one statement. */
export async function ensureLabels(
  ctx: WriteContext,
  names: readonly string[],
  known: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const ids = new Map(known);
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
