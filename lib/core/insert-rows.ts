import type { WriteContext } from "./context.ts";
import { boundRows, insertSql, type TableRows } from "./json-rows.ts";

/** Inserts rows, one statement a table on SQLite and one for all tables on PostgreSQL, however many rows there are. */
export async function insertRows(ctx: WriteContext, tables: readonly TableRows[]): Promise<void> {
  const { engine } = ctx.database;
  const filled = tables.filter(({ rows }) => rows.length > 0);
  if (filled.length === 0) return;
  if (engine === "postgres") {
    const inserts = filled.map((table, at) => `"in${table.table}" AS (${insertSql(engine, table, `$${at + 1}`)})`);
    const values = filled.map(({ rows }) => boundRows(engine, rows));
    await ctx.db.$executeRawUnsafe(`WITH ${inserts.join(", ")} SELECT 1`, ...values);
    return;
  }
  for (const table of filled) {
    await ctx.db.$executeRawUnsafe(insertSql(engine, table, "?"), boundRows(engine, table.rows));
  }
}
