import { csvLine, plainCell } from "#lib/core/csv";
import type { Level } from "../rules/rule.ts";
import type { Spot, Told } from "../told.ts";
import { countsOf, each, type Report } from "./report.ts";

/** JSON: everything. */
export function jsonReport(report: Report): string {
  const findings = each(report).map(({ start, end, fix, ...rest }) => ({
    ...rest,
    ...placesOf(start, end),
    ...(fix ? { fix: { ...placesOf(fix.start, fix.end), after: fix.after } } : {}),
  }));
  const { files, skipped, known, version } = report;
  return JSON.stringify({ version, files: files.length, counts: countsOf(report), known, findings, skipped }, null, 2);
}

const placesOf = (start: Spot, end: Spot) => ({
  line: start.line,
  column: start.column,
  endLine: end.line,
  endColumn: end.column,
});

export function csvReport(report: Report): string {
  const lines = each(report).map(({ path, start, level, rule, message, snippet }) =>
    csvLine([path, String(start.line), String(start.column), level, rule, message, snippet].map(plainCell)),
  );
  return ["path,line,column,level,rule,message,snippet", ...lines].join("\r\n");
}

/** Annotations of GitHub's workflows. */
export function githubReport(report: Report): string {
  const kinds: Record<Level, string> = { error: "error", warning: "warning", info: "notice", hint: "notice" };
  const data = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const property = (text: string) => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
  return each(report)
    .map(({ path, start, end, level, rule, message }) => {
      const at = { file: path, line: start.line, endLine: end.line, col: start.column };
      // Columns count where a finding lies in one line.
      const places = Object.entries(start.line === end.line ? { ...at, endColumn: end.column } : at);
      const said = places.map(([name, value]) => `${name}=${property(String(value))}`).join(",");
      return `::${kinds[level]} ${said},title=${property(rule)}::${data(message)}`;
    })
    .join("\n");
}

/** Reviewdog's diagnostic format, one a line; it counts columns in bytes. */
export function rdjsonlReport(report: Report): string {
  const severities: Record<Level, string> = { error: "ERROR", warning: "WARNING", info: "INFO", hint: "INFO" };
  const spot = ({ line, byte }: Spot) => ({ line, column: byte });
  const range = ({ start, end }: Pick<Told, "start" | "end">) => ({ start: spot(start), end: spot(end) });
  return each(report)
    .map(({ path, level, rule, message, fix, ...at }) =>
      JSON.stringify({
        message,
        location: { path, range: range(at) },
        severity: severities[level],
        source: { name: "turbo" },
        code: { value: rule },
        ...(fix ? { suggestions: [{ range: range(fix), text: fix.after }] } : {}),
      }),
    )
    .join("\n");
}

/** A suite for each file and a case for each finding, which fails from warnings on. */
export function junitReport(report: Report): string {
  const suites = report.files.map(({ path, findings }) => {
    const cases = findings.map(({ rule, level, message, start, snippet }) => {
      const name = `${rule} at ${start.line}:${start.column}`;
      const text = `${path}:${start.line}:${start.column} ${level}: ${message}${snippet ? `\n${snippet}` : ""}`;
      const body = isFailure(level)
        ? `<failure type="${xml(level)}" message="${xml(message)}">${xml(text)}</failure>`
        : `<system-out>${xml(text)}</system-out>`;
      return `    <testcase classname="${xml(path)}" name="${xml(name)}">${body}</testcase>`;
    });
    const shown = cases.length > 0 ? cases : [`    <testcase classname="${xml(path)}" name="checked"/>`];
    const failures = findings.filter(({ level }) => isFailure(level)).length;
    return [
      `  <testsuite name="${xml(path)}" tests="${shown.length}" failures="${failures}" errors="0">`,
      ...shown,
      "  </testsuite>",
    ].join("\n");
  });
  const findings = each(report);
  const tests = report.files.reduce((sum, file) => sum + Math.max(1, file.findings.length), 0);
  const failures = findings.filter(({ level }) => isFailure(level)).length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="turbo validate" tests="${tests}" failures="${failures}" errors="0">`,
    ...suites,
    "</testsuites>",
  ].join("\n");
}

const isFailure = (level: Level) => level === "error" || level === "warning";

/** A text as XML holds it; characters that it may not hold become a mark. */
function xml(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;");
}

/** A table for a comment or the summary of a job, of the worst first so many. */
export function markdownReport(report: Report, most = 200): string {
  const order: Level[] = ["error", "warning", "info", "hint"];
  const findings = each(report).sort((one, other) => order.indexOf(one.level) - order.indexOf(other.level));
  const counts = countsOf(report);
  const said = order.map((level) => `${counts[level]} ${level}`).join(", ");
  const head = `**turbo validate**: ${report.files.length} files, ${said}.`;
  const rows = findings
    .slice(0, most)
    .map(
      ({ path, start, level, message, rule }) =>
        `| ${cell(`${path}:${start.line}:${start.column}`)} | ${level} | ${cell(message)} | ${cell(rule)} |`,
    );
  if (rows.length === 0) return head;
  const more = findings.length > most ? ["", `${findings.length - most} more are not listed.`] : [];
  return [head, "", "| where | level | what | rule |", "|---|---|---|---|", ...rows, ...more].join("\n");
}

/** A text that stays text in a cell of a table. */
const cell = (text: string) => text.replace(/[\\`*_[\]<>|#~@]/g, "\\$&").replace(/\s+/g, " ");
