import type { WriteContext } from "./context.ts";
import { boundRows, insertSql, type TableRows } from "./json-rows.ts";

/** Inserts rows, one statement a table, however many rows there are. */
export async function insertRows(ctx: WriteContext, tables: readonly TableRows[]): Promise<void> {
  const { engine } = ctx.database;
  for (const table of tables) {
    if (table.rows.length === 0) continue;
    const mark = engine === "postgres" ? "$1" : "?";
    await ctx.db.$executeRawUnsafe(insertSql(engine, table, mark), boundRows(engine, table.rows));
  }
}
