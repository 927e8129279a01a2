import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { fold } from "#lib/core/fold";
import { noSuch } from "#lib/core/likeliest";
import type { KeysetCondition } from "#lib/db/keyset";

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

/** Rows with a label that are found by it and sorted, at most; of more a page is found in its order. */
const FEW = 500;

/** Where it stands which row has which label. */
interface Labelled {
  table: string;
  /** Column of the row's id. */
  key: string;
  /** Column of the label's id. */
  label: string;
}

/** The condition that a row has one of these labels. Throws as `requireLabels` does. */
export async function withLabels(
  ctx: ReadContext,
  refs: readonly string[],
  { table, key, label }: Labelled,
): Promise<KeysetCondition> {
  const ids = (await requireLabels(ctx, refs, "label")).map(({ id }) => id);
  const condition = { exists: table, key, column: label, in: ids };
  // PostgreSQL knows from its statistics.
  if (ctx.database.engine === "postgres" || ids.length === 0) return condition;
  const { values, bindAll } = bindings(ctx.database.engine);
  const rows = await ctx.db.$queryRawUnsafe<{ count: number | bigint }[]>(
    `SELECT count(*) AS "count" FROM (SELECT 1 FROM "${table}" WHERE "${label}" IN (${bindAll(ids)}) LIMIT ${FEW + 1})`,
    ...values,
  );
  return { ...condition, few: Number(rows[0]?.count) <= FEW };
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
