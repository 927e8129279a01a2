/** Values of rows that a hand-written statement read: the engines differ in how they hand out dates, JSON and numbers. */

export type Row = Record<string, unknown>;

export function jsonOf<T>(value: unknown): T {
  return (typeof value === "string" ? JSON.parse(value) : value) as T;
}

export function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}

export function numberOf(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}

/** RFC 3339 in UTC. */
export function instantOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return (value instanceof Date ? value : new Date(String(value))).toISOString();
}
