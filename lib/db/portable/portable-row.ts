import { createHash } from "node:crypto";
import { TurboError } from "#lib/core/errors";
import { instantOf } from "#lib/core/row-value";
import type { PortableColumn, PortableRow, PortableTable } from "./portable.ts";

/** A row of either engine's driver, its values in the order of the table's columns, in the portable form. */
export function portableRow(table: PortableTable, values: readonly unknown[]): PortableRow {
  const entries: [string, unknown][] = [];
  table.columns.forEach((column, place) => {
    const value = values[place];
    if (value !== null && value !== undefined) entries.push([column.name, portable(table, column, value)]);
  });
  return Object.fromEntries(entries);
}

/** The line that stands for a row wherever rows are written or hashed. */
export const lineOf = (row: PortableRow) => `${JSON.stringify(row)}\n`;

function portable(table: PortableTable, column: PortableColumn, value: unknown): unknown {
  switch (column.kind) {
    case "boolean":
      return value === true || value === 1;
    case "integer":
    case "number":
      return numeric(table, column, Number(value));
    case "instant":
      return instant(table, column, value);
    case "json":
      // SQLite gives a JSON that is a number as one.
      return inOrder(JSON.parse(String(value)));
    case "bytes":
      return Buffer.from(value as Uint8Array).toString("base64");
    case "text":
      return String(value);
  }
}

function numeric(table: PortableTable, column: PortableColumn, value: number): number {
  const fits = column.kind === "integer" ? Number.isSafeInteger(value) : Number.isFinite(value);
  if (!fits) throw odd(table, column, String(value));
  // JSON knows no negative zero.
  return value === 0 ? 0 : value;
}

function instant(table: PortableTable, column: PortableColumn, value: unknown): string {
  try {
    return instantOf(typeof value === "number" ? new Date(value) : value) ?? "";
  } catch {
    throw odd(table, column, String(value));
  }
}

const odd = (table: PortableTable, column: PortableColumn, value: string) =>
  new TurboError(
    "database",
    `${table.name}.${column.name} holds ${value.slice(0, 80)}, which only a fault can have written.`,
  );

/** JSON with the names of each object in order: PostgreSQL keeps them in one of its own. */
function inOrder(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, inOrder((value as Record<string, unknown>)[name])]));
}

/** Gathers what stands in a table: how many rows, and the SHA-256 of their lines. */
export function tally(): { add(line: string): void; result(): { rows: number; hash: string } } {
  const hash = createHash("sha256");
  let rows = 0;
  return {
    add(line) {
      hash.update(line);
      rows++;
    },
    result: () => ({ rows, hash: hash.digest("hex") }),
  };
}

/** What PostgreSQL takes in no text: NUL, and halves of a pair of surrogates. As JSON writes them, after an even number of \. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** Throws where a row holds a text that PostgreSQL cannot keep. */
export function requireStorable(table: PortableTable, row: PortableRow, line: string): void {
  if (!line.includes("\\u") || !UNSTORABLE.test(line)) return;
  const named = table.key.map((name) => String(row[name])).join(", ");
  throw new TurboError(
    "refused",
    `${table.name} ${named} holds a NUL character or half a character, which PostgreSQL does not take. No door of Turbo writes such a text. Mend that row first.`,
  );
}
