import { missedLimits, type Result } from "./result.ts";

/** The results as tables, one per group. */
export function report(results: readonly Result[]): string {
  const groups = [...new Set(results.map((result) => result.group))];
  return groups
    .map((group) => {
      const own = results.filter((result) => result.group === group);
      const columns = [...new Set(own.flatMap((result) => Object.keys(result.values)))];
      const head = ["", "engine", "issues", ...columns];
      const notes = [...new Set(own.flatMap((result) => result.note ?? []))].map((note) => `  ${note}\n`);
      const rows = own.map((result) => [
        result.name,
        result.engine,
        result.size.toLocaleString("en"),
        ...columns.map((column) => cell(result, column)),
      ]);
      return `${group}\n${notes.join("")}${table([head, ...rows])}`;
    })
    .join("\n\n");
}

/** The limits that were missed, as a table; empty where all were kept. */
export function reportMissed(results: readonly Result[]): string {
  const missed = missedLimits(results);
  if (missed.length === 0) return "";
  const rows = missed.map(({ result, value, measured, limit }) => [
    `${result.group}: ${result.name}`,
    result.engine,
    result.size.toLocaleString("en"),
    value,
    number(measured),
    number(limit),
  ]);
  return table([["missed", "engine", "issues", "value", "measured", "limit"], ...rows]);
}

function cell({ values, limits }: Result, column: string): string {
  const value = values[column];
  if (value === undefined) return "";
  const limit = limits?.[column];
  if (limit === undefined) return number(value);
  return `${number(value)} ${value <= limit ? "≤" : "MISSED"} ${number(limit)}`;
}

function number(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString("en");
  return value.toFixed(Math.abs(value) < 10 ? 2 : 1);
}

function table(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((text, column) => (column < 2 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)))
        .join("  "),
    )
    .map((line) => `  ${line.trimEnd()}`)
    .join("\n");
}
