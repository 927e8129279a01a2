import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { LOG_LEVELS, type LogLevel, readLogLine } from "#lib/core/log-line";
import { type Rotation, rotatedFiles } from "#lib/core/rotating-file";

/** Which lines are asked for. */
export interface LogQuery {
  /** The least level. */
  level?: LogLevel | undefined;
  since?: Date | undefined;
  /** The id of one request. */
  request?: string | undefined;
}

type Files = Pick<Rotation, "file" | "kept">;

/** A place in a log: the number of a file, whatever it is called by now, and a byte in it. */
export interface LogPlace {
  number: number;
  offset: number;
}

export function isAsked(line: string, { level, since, request }: LogQuery): boolean {
  if (request !== undefined && !line.includes(request)) return false;
  if (level === undefined && since === undefined && request === undefined) return true;
  const read = readLogLine(line);
  if (level !== undefined && LOG_LEVELS.indexOf(read.level) < LOG_LEVELS.indexOf(level)) return false;
  if (since !== undefined && (read.time === null || new Date(read.time) < since)) return false;
  return request === undefined || read.fields.requestId === request;
}

/** The lines that are asked for, oldest first: the last `most` of them, through the files that were put aside. */
export function readLog(files: Files, query: LogQuery, most: number): { lines: string[]; end: LogPlace | null } {
  const found: string[][] = [];
  const seen = new Set<number>();
  let end: LogPlace | null = null;
  let left = most;
  for (const name of rotatedFiles(files)) {
    const read = readWhole(name);
    // One that was put aside while it was read comes again under its new name.
    if (!read || seen.has(read.place.number)) continue;
    seen.add(read.place.number);
    end ??= read.place;
    const asked = read.lines.filter((line) => isAsked(line, query));
    const last = left < asked.length ? asked.slice(asked.length - left) : asked;
    found.unshift(last);
    left -= last.length;
    if (left <= 0 || isBefore(read.lines[0], query.since)) break;
  }
  return { lines: found.flat(), end };
}

function isBefore(line: string | undefined, since: Date | undefined): boolean {
  const time = line === undefined || since === undefined ? null : readLogLine(line).time;
  return time !== null && since !== undefined && new Date(time) < since;
}

/** What was written after a place, also where that file was put aside meanwhile; and the place where it ends. */
export function linesAfter(files: Files, place: LogPlace | null): { lines: string[]; place: LogPlace | null } {
  const names = rotatedFiles(files);
  const there = numbers(names);
  const at = place ? there.indexOf(place.number) : -1;
  // Where the file is gone, all that is left came after it.
  const from = at >= 0 ? at : there.findLastIndex((number) => number !== null);
  const pieces = names.slice(0, from + 1).map((name, index) => readWhole(name, index === at ? place?.offset : 0));
  // What was put aside while it was read would be missed or read twice.
  if (pieces.some((piece, index) => (piece?.place.number ?? null) !== there[index])) return linesAfter(files, place);
  return { lines: pieces.reverse().flatMap((piece) => piece?.lines ?? []), place: pieces.at(-1)?.place ?? place };
}

const numbers = (names: readonly string[]) =>
  names.map((name) => statSync(name, { throwIfNoEntry: false })?.ino ?? null);

/** The whole lines of a file from a byte on, and where they end; null where there is no such file. */
function readWhole(name: string, offset = 0): { lines: string[]; place: LogPlace } | null {
  let fd: number;
  try {
    fd = openSync(name, "r");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
  try {
    const { ino: number, size } = fstatSync(fd);
    const bytes = Buffer.alloc(Math.max(0, size - offset));
    const read = bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, offset));
    const whole = read.subarray(0, read.lastIndexOf(10) + 1);
    const lines = whole.toString("utf8").split("\n").filter(Boolean);
    return { lines, place: { number, offset: offset + whole.length } };
  } finally {
    closeSync(fd);
  }
}
