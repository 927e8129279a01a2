import { bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";

/** Tables that join what has one to what it has; labels are taken away by name. */
const JOINS = {
  IssueLabel: { owner: "issueId", other: "labelId", byName: true },
  DocumentLabel: { owner: "documentId", other: "labelId", byName: true },
  InitiativeProject: { owner: "initiativeId", other: "projectId", byName: false },
} as const;

interface Swap {
  /** Ids, of labels their names. */
  removed?: readonly string[];
  /** Ids. */
  added: readonly string[];
}

/** Takes labels or projects from something and gives it others. */
export async function swapJoins(
  ctx: WriteContext,
  table: keyof typeof JOINS,
  id: string,
  { removed = [], added }: Swap,
): Promise<void> {
  const { owner, other, byName } = JOINS[table];
  if (removed.length > 0) {
    const { values, bind, bindAll } = bindings(ctx.database.engine);
    const own = `"${owner}" = ${bind(id)}`;
    const gone = byName ? `SELECT "id" FROM "Label" WHERE "name" IN (${bindAll(removed)})` : bindAll(removed);
    await ctx.db.$executeRawUnsafe(`DELETE FROM "${table}" WHERE ${own} AND "${other}" IN (${gone})`, ...values);
  }
  if (added.length > 0) {
    const { values, bind } = bindings(ctx.database.engine);
    const rows = added.map((one) => `(${bind(id)}, ${bind(one)})`).join(", ");
    const insert = `INSERT INTO "${table}" ("${owner}", "${other}") VALUES ${rows} ON CONFLICT DO NOTHING`;
    await ctx.db.$executeRawUnsafe(insert, ...values);
  }
}
