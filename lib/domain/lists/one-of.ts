import type { KeysetCondition } from "#lib/db/keyset";

/** The condition that a column has one of these values. */
export function oneOf(column: string, values: readonly string[]): KeysetCondition {
  const [only] = values;
  return values.length === 1 && only !== undefined ? { column, is: only } : { column, in: values };
}
