import { COLUMNS } from "./columns.ts";
import { printable, printableLine } from "./printable.ts";

export type Format = "people" | "json" | "csv";

type Row = Record<string, unknown>;

const isRow = (value: unknown): value is Row => typeof value === "object" && value !== null && !Array.isArray(value);

/** An operation's output as text: a table or a card for people, JSON or CSV for programs. */
export function outputText(noun: string, output: unknown, format: Format): string {
  if (format === "json") return printable(JSON.stringify(output, null, 2));
  const rows = isRow(output) && Array.isArray(output.items) ? output.items.filter(isRow) : null;
  if (format === "csv") return csv(rows ?? (isRow(output) ? [output] : []));
  if (rows) return rows.length === 0 ? "Nothing found." : table(noun, rows);
  return isRow(output) ? card(output) : printable(String(output));
}

/** One line for one thing, as lists of results show it. */
export function lineText(noun: string, row: unknown): string {
  if (!isRow(row)) return "";
  return columnsOf(noun, [row])
    .map((column) => cell(row[column]))
    .filter(Boolean)
    .join("  ");
}

function columnsOf(noun: string, rows: readonly Row[]): string[] {
  const first = rows[0] ?? {};
  const chosen = COLUMNS[noun]?.filter((column) => column in first);
  if (chosen && chosen.length > 0) return chosen;
  return Object.keys(first).filter((name) => !isRow(first[name]) && !Array.isArray(first[name]));
}

function table(noun: string, rows: readonly Row[]): string {
  const columns = columnsOf(noun, rows);
  const lines = [columns.map(heading), ...rows.map((row) => columns.map((column) => cell(row[column])))];
  const widths = columns.map((_, place) => Math.min(60, Math.max(...lines.map((line) => line[place]?.length ?? 0))));
  return lines
    .map((line) =>
      line
        .map((text, place) => text.padEnd(widths[place] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const heading = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).toUpperCase();

/** A value on one line: references by the name that people know. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(cell).filter(Boolean).join(", ");
  if (isRow(value)) {
    const name = value.key ?? value.handle ?? value.name ?? value.title ?? value.text;
    if (name !== undefined) return cell(name);
    if ("done" in value && "total" in value) return `${cell(value.done)}/${cell(value.total)}`;
    return Object.values(value).map(cell).filter(Boolean).join(" ");
  }
  return printableLine(String(value));
}

function card(row: Row): string {
  const short = Object.entries(row).filter(([, value]) => !isLong(value) && cell(value) !== "");
  const long = Object.entries(row).filter(([, value]) => isLong(value));
  const width = Math.max(0, ...short.map(([name]) => heading(name).length));
  return [
    ...short.map(([name, value]) => `${heading(name).padEnd(width)}  ${cell(value)}`),
    ...long.flatMap(([name, value]) => ["", heading(name), printable(String(value))]),
  ].join("\n");
}

const isLong = (value: unknown) => typeof value === "string" && /[\r\n]/.test(value);

function csv(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => csvValue(row[column])))];
  return lines.map((line) => line.map(quoted).join(",")).join("\r\n");
}

function csvValue(value: unknown): string {
  return typeof value === "string" ? value : cell(value);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
