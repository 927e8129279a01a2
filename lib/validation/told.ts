import { createHash } from "node:crypto";
import type { Finding } from "./check.ts";
import { type Lines, linesOf, placeOf } from "./lines.ts";
import type { Level } from "./rules/rule.ts";

/** A place in a text, all from 1. */
export interface Spot {
  line: number;
  /** In UTF-16 units, as editors count. */
  column: number;
  /** In bytes of UTF-8. */
  byte: number;
}

/** A finding as it is told without the text that it is in. */
export interface Told {
  rule: string;
  level: Level;
  message: string;
  start: Spot;
  end: Spot;
  /** What is marked, on one line and not too long. */
  snippet: string;
  /** Stays the same where the text around it does, whatever stands above. */
  fingerprint: string;
  confidence?: number;
  entry?: string;
  fix?: { start: Spot; end: Spot; after: string };
}

const AROUND = 80;
const SNIPPET = 120;

/** Findings, in the order of their text, with all that is told of them. */
export function tell(text: string, findings: readonly Finding[]): Told[] {
  if (findings.length === 0) return [];
  const lines = linesOf(text);
  const spot = spotsIn(text, lines);
  const seen = new Map<string, number>();
  return findings.map(({ rule, level, message, start, end, edit, confidence, entry }) => {
    const print = fingerprintOf(text, lines, { rule, start, end });
    const times = (seen.get(print) ?? 0) + 1;
    seen.set(print, times);
    return {
      ...{ rule, level, message, start: spot(start), end: spot(end) },
      snippet: oneLine(text.slice(start, Math.min(end, start + SNIPPET))),
      fingerprint: `${print}:${times}`,
      ...(confidence === undefined ? {} : { confidence }),
      ...(entry === undefined ? {} : { entry }),
      ...(edit === undefined ? {} : { fix: { start: spot(edit.start), end: spot(edit.end), after: edit.after } }),
    };
  });
}

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

/** Where offsets are. Bytes are counted from the last place asked for, so that a line of megabytes is not counted over and over. */
function spotsIn(text: string, lines: Lines): (offset: number) => Spot {
  let last = { line: 0, offset: 0, byte: 1 };
  return (offset) => {
    const { line, column } = placeOf(lines, offset);
    const from = last.line === line && last.offset <= offset ? last : { offset: offset - column + 1, byte: 1 };
    const byte = from.byte + Buffer.byteLength(text.slice(from.offset, offset));
    last = { line, offset, byte };
    return { line, column, byte };
  };
}

/** What is marked and what stands around it on its lines, whatever the spaces. */
function fingerprintOf(
  text: string,
  lines: Lines,
  { rule, start, end }: Pick<Finding, "rule" | "start" | "end">,
): string {
  const lineOf = (offset: number) => placeOf(lines, offset).line - 1;
  const from = Math.max(start - AROUND, lines.starts[lineOf(start)] ?? 0);
  const to = Math.min(Math.min(end, start + 1000) + AROUND, lines.ends[lineOf(end)] ?? text.length);
  return createHash("sha256")
    .update(`${rule}\n${oneLine(text.slice(from, to))}`)
    .digest("hex")
    .slice(0, 16);
}
