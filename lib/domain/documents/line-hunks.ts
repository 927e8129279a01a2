import { structuredPatch } from "diff";

/** Lines that stay the same around what differs. */
const CONTEXT = 3;
/** Differing lines, beyond which the middle counts as one difference: to find the smallest one costs their square. */
const MOST_EDITS = 1500;

export interface Hunk {
  fromLine: number;
  fromLines: number;
  toLine: number;
  toLines: number;
  lines: string[];
}

/** What differs between two texts, line by line, with some lines around it. */
export function lineHunks(from: string, to: string): Hunk[] {
  if (from === to) return [];
  const patch = structuredPatch("", "", from, to, "", "", { context: CONTEXT, maxEditLength: MOST_EDITS });
  if (!patch) return [middleHunk(from.split("\n"), to.split("\n"))];
  return patch.hunks.map((hunk) => ({
    fromLine: hunk.oldStart,
    fromLines: hunk.oldLines,
    toLine: hunk.newStart,
    toLines: hunk.newLines,
    lines: hunk.lines.filter((line) => !line.startsWith("\\")),
  }));
}

/** Everything between the same beginning and the same end as one difference. */
function middleHunk(from: readonly string[], to: readonly string[]): Hunk {
  const least = Math.min(from.length, to.length);
  let start = 0;
  while (start < least && from[start] === to[start]) start++;
  let end = 0;
  while (end < least - start && from.at(-1 - end) === to.at(-1 - end)) end++;
  const before = from.slice(Math.max(0, start - CONTEXT), start);
  const after = from.slice(from.length - end, from.length - end + CONTEXT);
  const removed = from.slice(start, from.length - end);
  const added = to.slice(start, to.length - end);
  const mark = (sign: string, lines: readonly string[]) => lines.map((line) => sign + line);
  return {
    fromLine: start - before.length + 1,
    fromLines: before.length + removed.length + after.length,
    toLine: start - before.length + 1,
    toLines: before.length + added.length + after.length,
    lines: [...mark(" ", before), ...mark("-", removed), ...mark("+", added), ...mark(" ", after)],
  };
}
