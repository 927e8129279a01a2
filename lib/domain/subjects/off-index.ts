import type { ReadContext } from "#lib/core/context";

/**
 * The condition that a column has a value, read row by row: by the column itself SQLite would go through an index of every
 * row with this value there is.
 */
export function offIndex({ database }: ReadContext, column: string, value: string): string {
  return database.engine === "postgres" ? `${column} = '${value}'` : `CAST(${column} AS TEXT) = '${value}'`;
}
