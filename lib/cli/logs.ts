import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { readConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { escapeControls } from "#lib/core/escape-controls";
import { LOG_LEVELS, type LogLevel, levelWord, prettyLine } from "#lib/core/log-line";
import type { Rotation } from "#lib/core/rotating-file";
import { isAsked, type LogQuery, linesAfter, readLog } from "./log-files.ts";

export interface LogsOptions {
  tail?: string;
  follow?: boolean;
  level?: string;
  since?: string;
  request?: string;
  export?: boolean;
  output?: string;
  json?: boolean;
}

/** How often is looked for what is new, in milliseconds. */
const PAUSE = 250;
const USUAL_TAIL = 50;

/** Prints the log of the Turbo of this folder, follows it, or writes it to a file. */
export async function logs(options: LogsOptions, print: (text: string) => void): Promise<void> {
  const rotation = logFiles();
  const query = queryOf(options);
  if (options.export || options.output !== undefined) return exportLog(rotation, query, options, print);
  const colour = process.stdout.isTTY && process.stdout.hasColors();
  const show = (line: string) => print(options.json ? jsonLine(line) : prettyLine(line, { colour, day: true }));
  const { lines, end } = readLog(rotation, query, tailOf(options.tail) ?? USUAL_TAIL);
  if (!end && !options.follow) throw nothingThere(rotation);
  for (const line of lines) show(line);
  for (let place = end; options.follow; ) {
    await sleep(PAUSE);
    const added = linesAfter(rotation, place);
    place = added.place;
    for (const line of added.lines) if (isAsked(line, query)) show(line);
  }
}

function logFiles(): Rotation {
  const { file } = readConfig({ cwd: process.cwd(), env: process.env }).config.log;
  if (file) return file;
  throw new TurboError(
    "configuration",
    "turbo.log_file is none, so no log is kept in a file; it stands on the standard error of `turbo start`.",
  );
}

function nothingThere({ file }: Rotation): TurboError {
  return new TurboError("not_found", `There is no log at ${file} yet. \`turbo start\` here keeps one.`);
}

function exportLog(
  rotation: Rotation,
  query: LogQuery,
  { tail, output }: LogsOptions,
  print: (text: string) => void,
): void {
  if (output === undefined) throw new TurboError("malformed", "Say where the log goes: --export --output FILE.");
  const { lines, end } = readLog(rotation, query, tailOf(tail) ?? Number.POSITIVE_INFINITY);
  if (!end) throw nothingThere(rotation);
  writeNew(output, lines.map((line) => `${jsonLine(line)}\n`).join(""));
  print(`${output} holds ${lines.length} ${lines.length === 1 ? "line" : "lines"} of the log.`);
}

/** Writes a file that only its owner reads. Throws `conflict` where there is one of that name. */
export function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: "wx", mode: 0o600 });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "EEXIST")
      throw new TurboError("conflict", `${file} is there already, and was left as it is. Give another name.`);
    throw new TurboError("refused", `${file} cannot be written: ${error instanceof Error ? error.message : error}.`, {
      cause: error,
    });
  }
}

/** A line as JSON, without what would steer a terminal; what is no JSON becomes a message. */
function jsonLine(line: string): string {
  return escapeControls(line.startsWith("{") ? line : JSON.stringify({ level: "info", msg: line }));
}

function queryOf({ level, since, request }: LogsOptions): LogQuery {
  return { level: levelOf(level), since: since === undefined ? undefined : sinceOf(since, new Date()), request };
}

function levelOf(name: string | undefined): LogLevel | undefined {
  const level = LOG_LEVELS.find((known) => known === levelWord(name ?? ""));
  if (name === undefined || level) return level;
  throw new TurboError("malformed", `There is no level "${name}". Levels are ${LOG_LEVELS.join(", ")}.`);
}

function tailOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new TurboError("malformed", `--tail takes a number of lines, not "${text}".`);
}

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** What lies so far back: `90s`, `30m`, `2h`, `3d`, `1w`; or a date or an instant as such. */
export function sinceOf(text: string, now: Date): Date {
  const [, many, unit] = /^(\d{1,6})([smhdw])$/.exec(text) ?? [];
  if (many && unit) return new Date(now.getTime() - Number(many) * UNITS[unit as keyof typeof UNITS]);
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? new Date(text) : null;
  if (at && !Number.isNaN(at.getTime())) return at;
  throw new TurboError("malformed", `--since takes 90s, 30m, 2h, 3d, a date or an instant, not "${text}".`);
}
