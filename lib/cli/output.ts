import type { z } from "zod";
import { csvLine, plainCell } from "#lib/core/csv";
import { cut } from "#lib/core/cut";
import type { Brief } from "#lib/domain/briefs/schema";
import type { WhatHolds } from "#lib/domain/decisions/schema";
import { card } from "./card.ts";
import { besideStatus, cell, heading, instant, isRow, type Row } from "./cell.ts";
import { COLUMNS } from "./columns.ts";
import { holdingReport } from "./holding-report.ts";
import { printable } from "./printable.ts";

export type Format = "people" | "json" | "csv";

/** An operation's output as text: a table or a card for people, JSON or CSV for programs. `name` is the operation's or its noun's. */
export function outputText(name: string, output: unknown, format: Format, width = terminalWidth()): string {
  if (format === "json") return printable(JSON.stringify(output, null, 2));
  // A thing with a key may have items of its own.
  const isList = isRow(output) && Array.isArray(output.items) && output.key === undefined;
  const rows = isList ? (output.items as unknown[]).filter(isRow) : null;
  if (format === "csv") return csv(rows ?? (isRow(output) ? [output] : []));
  if (name === "decisions.for") return printable(holdingReport(output as z.output<typeof WhatHolds>));
  if (name === "issues.brief") return printable((output as Brief).text);
  if (rows) return rows.length === 0 ? "Nothing found." : table(name, rows, width);
  return isRow(output) ? card(output) : printable(String(output));
}

/** One line for one thing, as lists of results show it. */
export function lineText(noun: string, row: unknown): string {
  if (!isRow(row)) return "";
  return columnsOf(noun, [row])
    .map((column) => cellOf(row, column))
    .filter(Boolean)
    .join("  ");
}

function columnsOf(name: string, rows: readonly Row[]): string[] {
  const first = rows[0] ?? {};
  const known = COLUMNS[name] ?? COLUMNS[name.split(".")[0] ?? ""];
  const chosen = known?.filter((column) => rows.some((row) => column in row));
  if (chosen && chosen.length > 0) return chosen;
  return Object.keys(first).filter((name) => !isRow(first[name]) && !Array.isArray(first[name]));
}

/** Columns of the terminal that is written to; a file or another program gets all of it. */
const terminalWidth = () => (process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY);

/** The last column has titles: it is cut where the terminal ends, but not to less than this. */
const LEAST = 20;

function table(name: string, given: readonly Row[], width: number): string {
  const rows = given.map(unwrapped);
  const columns = columnsOf(name, rows);
  const lines = [columns.map(heading), ...rows.map((row) => columns.map((column) => cellOf(row, column)))];
  const widths = columns.map((_, place) => Math.min(60, Math.max(...lines.map((line) => line[place]?.length ?? 0))));
  const before = widths.slice(0, -1).reduce((sum, one) => sum + one + 2, 0);
  const room = Math.max(LEAST, width - before);
  const shown = (text: string, place: number) =>
    place === columns.length - 1 && text.length > room ? `${cut(text, room - 1)}…` : text;
  return lines
    .map((line) =>
      line
        .map((text, place) => shown(text, place).padEnd(widths[place] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** What a row is about, where that stands in it under its kind: found words, entries of the timeline. */
function unwrapped(row: Row): Row {
  if (isRow(row.issue) && "place" in row) return { ...row.issue, ...row };
  const inner = typeof row.kind === "string" ? (row[row.kind] ?? (row.excerpt === undefined ? null : row.on)) : null;
  return isRow(inner) ? { ...inner, title: inner.title ?? inner.name, ...row } : row;
}

function cellOf(row: Row, column: string): string {
  return tableCell(row[column]) + (column === "status" ? besideStatus(row) : "");
}

/** The same as `cell`, as short as a table wants it. */
function tableCell(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "";
  if (isRow(value) && "basis" in value) return cell(value.date);
  return instant(value) ?? cell(value);
}

function csv(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => csvValue(row[column])))];
  return lines.map(csvLine).join("\r\n");
}

function csvValue(value: unknown): string {
  return typeof value === "string" ? plainCell(value) : cell(value);
}
