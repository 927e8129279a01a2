import { type Row, textOf } from "#lib/core/row-value";
import type { Person } from "./schema.ts";

/** The person whom a row names in columns like authorId, authorHandle and authorName; null for nobody. */
export function personOf(row: Row, of: string): Person | null {
  const id = textOf(row[`${of}Id`]);
  return id === null ? null : { id, handle: String(row[`${of}Handle`]), name: String(row[`${of}Name`]) };
}
