import { statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { styleText } from "node:util";
import { TurboError } from "#lib/core/errors";
import type { Report } from "#lib/validation/report/report";
import type { FORMATS } from "./validate-formats.ts";

interface Told {
  format?: (typeof FORMATS)[number];
  json?: boolean;
  output?: string;
}

interface Port {
  print(text: string): void;
  note(text: string): void;
}

/** Prints what was found, or writes it to a file and says what it comes to. */
export async function tellReport(report: Report, options: Told, port: Port): Promise<void> {
  const format = options.json ? "json" : (options.format ?? "text");
  const text = await reportText(report, format, options.output === undefined);
  if (options.output === undefined) {
    if (text !== "") port.print(text);
    return;
  }
  if (statSync(path.dirname(path.resolve(options.output)), { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new TurboError("malformed", `There is no folder for --output ${options.output}.`);
  writeFileSync(options.output, text === "" ? "" : `${text}\n`);
  const { textReport } = await import("#lib/validation/report/text");
  const summary = textReport({ ...report, skipped: [] }, (_, part) => part)
    .split("\n")
    .at(-1);
  port.note(`${options.output}: ${summary}`);
}

async function reportText(report: Report, format: (typeof FORMATS)[number], shown: boolean): Promise<string> {
  if (format === "text") {
    const colour = shown && process.stdout.isTTY && process.stdout.hasColors();
    const { textReport } = await import("#lib/validation/report/text");
    return textReport(report, (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text));
  }
  if (format === "sarif") return (await import("#lib/validation/report/sarif")).sarifReport(report);
  const formats = await import("#lib/validation/report/formats");
  return {
    json: formats.jsonReport,
    junit: formats.junitReport,
    github: formats.githubReport,
    rdjsonl: formats.rdjsonlReport,
    markdown: formats.markdownReport,
    csv: formats.csvReport,
  }[format](report);
}
