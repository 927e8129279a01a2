import { bindings } from "#lib/core/bindings";
import { lostRace } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import { boundRows, selectRows } from "#lib/core/json-rows";
import type { KindTable } from "#lib/domain/kinds";

type Value = string | number | boolean | null | Date | object;

/** Tables of rows that have a version: all but what is never changed. */
export type VersionedTable = Exclude<KindTable, "Attachment">;

/** Columns of a row to write, its id and the version that was read among them. */
export interface VersionedRow {
  id: string;
  version: number;
  [column: string]: Value;
}

/**
 * Writes rows of one table, all with the same columns, in one statement, each with its next version and `updatedAt` of now.
 * Throws what lets the transaction run again when one of them was changed since it was read.
 */
export async function updateRows(
  ctx: WriteContext,
  table: VersionedTable,
  rows: readonly VersionedRow[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const { engine } = ctx.database;
  const columns = Object.keys(first).filter((name) => !["id", "version", "updatedAt"].includes(name));
  const { values, bind } = bindings(engine);
  const set = [
    ...columns.map((name) => `"${name}" = r."${name}"`),
    `"updatedAt" = ${bind(ctx.now)}`,
    `"version" = "${table}"."version" + 1`,
  ];
  const given = selectRows(engine, table, ["id", "version", ...columns], bind(boundRows(engine, rows)));
  const count = await ctx.db.$executeRawUnsafe(
    `UPDATE "${table}" SET ${set.join(", ")} FROM (${given}) AS r WHERE "${table}"."id" = r."id" AND "${table}"."version" = r."version"`,
    ...values,
  );
  if (count !== rows.length) throw lostRace();
}
