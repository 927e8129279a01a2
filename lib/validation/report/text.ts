import { escapeControls } from "#lib/core/escape-controls";
import { countsOf, LEVELS, type Report } from "./report.ts";

type Colour = "red" | "yellow" | "cyan" | "dim" | "bold" | "green";
const COLOURS = { error: "red", warning: "yellow", info: "cyan", hint: "dim" } as const;

/** For people: a line for each finding, beginning with a place that editors open, and below them what they come to. */
export function textReport(report: Report, paint: (colour: Colour, text: string) => string): string {
  const parts = report.files.flatMap(({ path, findings }) => {
    if (findings.length === 0) return [];
    const places = findings.map(({ start }) => `${escapeControls(path)}:${start.line}:${start.column}`);
    const width = Math.max(...places.map((place) => place.length));
    const lines = findings.map(
      ({ level, message, rule }, at) =>
        `${(places[at] ?? "").padEnd(width)}  ${paint(COLOURS[level], level.padEnd(7))}  ${escapeControls(message)}  ${paint("dim", rule)}`,
    );
    return [lines.join("\n")];
  });
  const skipped = report.skipped.map(({ path, reason }) => `Not checked: ${escapeControls(path)} ${reason}.`);
  return [...parts, ...(skipped.length > 0 ? [skipped.join("\n")] : []), summary(report, paint)].join("\n\n");
}

function summary(report: Report, paint: (colour: Colour, text: string) => string): string {
  const counts = countsOf(report);
  const found = LEVELS.filter((level) => counts[level] > 0).map((level) => many(counts[level], level));
  const inFiles = report.files.filter(({ findings }) => findings.length > 0).length;
  const fixable = report.files.reduce((sum, { findings }) => sum + findings.filter(({ fix }) => fix).length, 0);
  const files = many(report.files.length, "file");
  return [
    found.length === 0
      ? paint("green", `${files}: nothing found.`)
      : paint(counts.error > 0 ? "red" : "yellow", `${files}: ${listed(found)} in ${inFiles}.`),
    ...(report.known > 0 ? [`${report.known} more ${report.known === 1 ? "is" : "are"} in the baseline.`] : []),
    ...(fixable > 0 ? [`${fixable === 1 ? "1 is" : `${fixable} are`} mended by --fix; --diff shows how.`] : []),
  ].join(" ");
}

const INVARIABLE = new Set(["info"]);
const many = (count: number, what: string) => `${count} ${what}${count === 1 || INVARIABLE.has(what) ? "" : "s"}`;

const listed = (parts: readonly string[]) =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
