import { bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import { JOINS } from "#lib/core/joins";

interface Swap {
  /** Ids, of labels their names. */
  removed: readonly string[];
  /** Ids. */
  added: readonly string[];
}

/** Takes labels or projects from something and gives it others, in one statement; none where nothing changes. */
export async function swapJoins(
  ctx: WriteContext,
  table: keyof typeof JOINS,
  id: string,
  { removed, added }: Swap,
): Promise<void> {
  if (removed.length + added.length === 0) return;
  const { values, bind } = bindings(ctx.database.engine);
  const [owner, gone, come] = [id, JSON.stringify(removed), JSON.stringify(added)].map(bind);
  const sql =
    ctx.database.engine === "postgres"
      ? postgresSwap(table, String(owner), String(gone), String(come))
      : `INSERT INTO "change_${table}" ("owner", "removed", "added") VALUES (${owner}, ${gone}, ${come})`;
  await ctx.db.$executeRawUnsafe(sql, ...values);
}

function postgresSwap(table: keyof typeof JOINS, id: string, removed: string, added: string): string {
  const { owner, other, byName } = JOINS[table];
  const list = `SELECT jsonb_array_elements_text(${removed}::jsonb)`;
  const gone = byName ? `SELECT "id" FROM "Label" WHERE "name" IN (${list})` : list;
  return `WITH gone AS (DELETE FROM "${table}" WHERE "${owner}" = ${id} AND "${other}" IN (${gone}))
    INSERT INTO "${table}" ("${owner}", "${other}")
    SELECT ${id}, value FROM jsonb_array_elements_text(${added}::jsonb) AS come(value) ON CONFLICT DO NOTHING`;
}
