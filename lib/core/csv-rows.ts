/** A line of CSV, which may go on over several lines of the file. */
export interface CsvRow {
  /** Where it begins, from 1. */
  line: number;
  cells: string[];
}

/** Reads CSV as RFC 4180 has it; lines without anything are left out. Answers the line of a quote that nothing closes. */
export function csvRows(text: string): CsvRow[] | { openSince: number } {
  const rows: CsvRow[] = [];
  let line = 1;
  let row: CsvRow = { line, cells: [] };
  const field = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|\r|\n|$)/y;
  for (let at = 0; at < text.length; ) {
    field.lastIndex = at;
    const found = field.exec(text);
    if (!found || (found[1] === undefined && found[2]?.startsWith('"'))) return { openSince: line };
    const [whole, quoted, plain = "", end] = found;
    row.cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    line += whole.match(/\r\n?|\n/g)?.length ?? 0;
    at += whole.length;
    if (end === "," && at < text.length) continue;
    if (end === ",") row.cells.push("");
    if (row.cells.some((cell) => cell !== "")) rows.push(row);
    row = { line, cells: [] };
  }
  return rows;
}
