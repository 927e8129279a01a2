import type { KeysetValue } from "#lib/db/keyset";
import { invalidField } from "./errors.ts";
import { isStorable } from "./fields.ts";

/** Where a page ended, as one opaque word. `list` names the order, so that a cursor is not used with another one. */
export function writeCursor(list: string, values: readonly KeysetValue[] | null): string | null {
  if (!values) return null;
  const plain = values.map((value) => (value instanceof Date ? { at: value.toISOString() } : value));
  return Buffer.from(JSON.stringify([list, ...plain])).toString("base64url");
}

/**
 * Reads a cursor back, one value for each of the order's columns; null where there is none. Throws `invalid` for one
 * that belongs to another list or order, or that nobody was given.
 */
export function readCursor(list: string, cursor: string | undefined, columns: readonly string[]): KeysetValue[] | null {
  if (cursor === undefined || cursor === "") return null;
  try {
    const [of, ...values]: unknown[] = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (of === list && values.length === columns.length) return columns.map((column, at) => value(column, values[at]));
  } catch {
    // falls through to the refusal
  }
  throw invalidField("cursor", "This cursor belongs to another list or order. Start again without it.");
}

/** The value of a column, whose name tells what it holds: an instant, a small number or a text. */
function value(column: string, plain: unknown): KeysetValue {
  if (column.endsWith("At")) {
    const date = new Date(plain && typeof plain === "object" && "at" in plain ? String(plain.at) : "");
    if (date.getUTCFullYear() >= 1 && date.getUTCFullYear() <= 9999) return date;
  } else if (column.endsWith("Order")) {
    if (Number.isInteger(plain) && Number(plain) === (Number(plain) | 0)) return Number(plain);
  } else if (typeof plain === "string" && isStorable(plain)) return plain;
  throw new Error("not a cursor value");
}
