import { styleText } from "node:util";
import { escapeControls } from "./escape-controls.ts";

/** From the least to the worst. */
export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What other logs call these levels. */
const FORMER: Readonly<Record<string, string>> = { warning: "warn", critical: "fatal" };

/** The name of a level as Turbo writes it. */
export function levelWord(name: string): string {
  const word = name.toLowerCase();
  return FORMER[word] ?? word;
}

/** One line of a log as it was read: what is JSON as such, anything else as its message. */
export interface LogLine {
  /** RFC 3339. */
  time: string | null;
  level: LogLevel;
  message: string;
  /** Everything else. */
  fields: Record<string, unknown>;
}

export function readLogLine(line: string): LogLine {
  const { time, level, msg, ...fields } = objectOf(line) ?? { msg: line };
  return {
    time: typeof time === "string" ? time : null,
    level: LOG_LEVELS.find((known) => known === level) ?? "info",
    message: String(msg ?? ""),
    fields,
  };
}

function objectOf(line: string): Record<string, unknown> | null {
  if (!line.startsWith("{")) return null;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return null;
  }
}

const COLOURS = { trace: "gray", debug: "gray", info: "cyan", warn: "yellow", error: "red", fatal: "red" } as const;

/** A line of a log for people: `14:03:07.120 WARN  message name=value …`, without what would steer a terminal. */
export function prettyLine(line: string, { colour = false, day = false } = {}): string {
  const { time, level, message, fields } = readLogLine(line);
  const { pid: _, method, path, status, ms, err, ...others } = fields;
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const of = message === "request" ? [method, path, status, `${ms} ms`] : [message, errorOf(err)];
  const said = of.filter((part) => part !== undefined && part !== "").join(" ");
  const rest = Object.entries(others).map(([name, value]) => `${name}=${shown(value)}`);
  return [
    paint("gray", timeOf(time, day)),
    paint(COLOURS[level], level.toUpperCase().padEnd(5)),
    escapeControls(said),
    paint("gray", escapeControls(rest.join(" "))),
  ]
    .filter(Boolean)
    .join(" ");
}

/** In the time zone of who reads it. */
function timeOf(time: string | null, day: boolean): string {
  const at = time === null ? Number.NaN : Date.parse(time);
  if (Number.isNaN(at)) return "";
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString();
  return day ? local.slice(0, 23).replace("T", " ") : local.slice(11, 23);
}

function errorOf(err: unknown): string {
  if (typeof err !== "object" || err === null) return "";
  const { type = "Error", message = "" } = err as { type?: unknown; message?: unknown };
  return `(${type}: ${message})`;
}

const shown = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
