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

export function dateOf(value: unknown): Date | null {
  return value === null || value === undefined || value instanceof Date ? (value ?? null) : new Date(String(value));
}

/** How SQLite holds an instant. */
const STORED = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/;

/** RFC 3339 in UTC. */
export function instantOf(value: unknown): string | null {
  if (typeof value === "string" && STORED.test(value)) return `${value.slice(0, -"+00:00".length)}Z`;
  return dateOf(value)?.toISOString() ?? null;
}
