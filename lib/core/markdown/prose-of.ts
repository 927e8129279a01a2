import { BLANK, Brackets, KEPT, type Masked, matchAt, type ProseLink, UNDERSCORE } from "./brackets.ts";
import { emphasisMarks, emphasisRun } from "./emphasis.ts";
import { type Leaf, leafBlocks } from "./leaf-blocks.ts";

export interface Prose {
  /** As long as the source, each character at its place; what is no prose stands as blanks. */
  prose: string;
  links: ProseLink[];
}

const SPECIAL = /\\|`+|<|!?\[|\]|\*+|_+|https?:\/\/|www\./gi;
const TICKS = /`+/g;
const AUTOLINK = /<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*)>/iy;
const MAIL = /<[\w.!#$%&'*+/=?^`{|}~-]{1,100}@[\w.-]{1,200}>/y;
const TAG =
  /<(?:\/[a-z][a-z0-9-]{0,99}\s{0,99}|[a-z][a-z0-9-]{0,99}(?:\s{1,99}[a-z_:][\w.:-]{0,99}(?:\s{0,99}=\s{0,99}(?:[^\s"'=<>`]{1,300}|'[^']{0,300}'|"[^"]{0,300}"))?){0,50}\s{0,99}\/?)>/iy;
const ADDRESS = /(?:https?:\/\/|www\.)[^\s<]+/iy;
const ADDRESS_IN_BRACKETS = /(?:https?:\/\/|www\.)[^\s<\]]+/iy;
const PUNCTUATION = /[!-/:-@[-`{-~]/;

/** What of a Markdown text is prose: without its code, comments, tags, links, pictures, escaped signs and marks of emphasis. */
export function proseOf(source: string): Prose {
  const { leaves, labels } = leafBlocks(source);
  const text: Masked = { source, labels, mask: new Uint8Array(source.length), links: [], commentEnd: -1 };
  for (const leaf of leaves) readLeaf(text, leaf);
  return { prose: shown(text), links: text.links };
}

function readLeaf(text: Masked, leaf: Leaf): void {
  const { source, mask } = text;
  mask.fill(KEPT, leaf.from, leaf.to);
  const ticks = tickRuns(source, leaf);
  const brackets = new Brackets(text, leaf.to);
  const runs: [number, number][] = [];
  for (let at = leaf.from; ; ) {
    SPECIAL.lastIndex = at;
    const found = SPECIAL.exec(source);
    if (!found || found.index >= leaf.to) break;
    const { index } = found;
    const sign = found[0];
    const after = index + sign.length;
    if (sign === "\\") at = escaped(text, index);
    else if (sign === "<") at = angled(text, index, leaf);
    else if (sign === "]") at = brackets.close(index);
    else if (sign.endsWith("[")) at = brackets.open({ at: index, after, picture: sign !== "[" });
    else if (sign.startsWith("`")) at = code(text, [index, after], ticks);
    else if (/[*_]/.test(sign)) {
      runs.push([index, after]);
      at = after;
    } else at = bareAddress(text, index, brackets.any);
  }
  const marks = runs.filter(([from]) => mask[from] === KEPT).map((run) => emphasisRun(source, run));
  for (const [from, to] of emphasisMarks(marks)) mask.fill(BLANK, from, to);
}

/** An escaped sign begins no name; one that continues a name still does. */
function escaped({ source, mask }: Masked, at: number): number {
  const sign = source[at + 1] ?? "";
  if (!PUNCTUATION.test(sign)) return at + 1;
  mask.fill(/[-_]/.test(sign) ? UNDERSCORE : BLANK, at, at + 2);
  return at + 2;
}

/** Where the runs of backticks of each length stand, the last first. */
function tickRuns(source: string, { from, to }: Leaf): Map<number, number[]> {
  const runs = new Map<number, number[]>();
  TICKS.lastIndex = from;
  for (let found = TICKS.exec(source); found && found.index < to; found = TICKS.exec(source)) {
    const places = runs.get(found[0].length);
    if (places) places.push(found.index);
    else runs.set(found[0].length, [found.index]);
  }
  for (const places of runs.values()) places.reverse();
  return runs;
}

function code({ mask }: Masked, [from, after]: [number, number], ticks: Map<number, number[]>): number {
  const places = ticks.get(after - from) ?? [];
  while ((places.at(-1) ?? Number.POSITIVE_INFINITY) < after) places.pop();
  const end = places.pop();
  if (end === undefined) return after;
  mask.fill(BLANK, from, end + after - from);
  return end + after - from;
}

/** A comment, a tag or an address in angle brackets; or only a sign. */
function angled(text: Masked, at: number, leaf: Leaf): number {
  const { source, mask, links } = text;
  const link = matchAt(AUTOLINK, source, at);
  const found = link ?? matchAt(MAIL, source, at) ?? matchAt(TAG, source, at) ?? comment(text, at, leaf);
  if (!found) return at + 1;
  const end = Math.min(at + found[0].length, leaf.to);
  mask.fill(BLANK, at, end);
  if (link) links.push({ at, address: link[1] ?? "" });
  return end;
}

/** A comment that never ends goes on to the end of the text where it begins a line. */
function comment(text: Masked, at: number, leaf: Leaf): { 0: string } | null {
  const { source } = text;
  if (!source.startsWith("<!--", at)) return null;
  const begins = /(?:^|\n)[ >]*$/.test(source.slice(Math.max(0, at - 9), at));
  if (text.commentEnd < at + 4) {
    const end = source.indexOf("-->", at + 4);
    text.commentEnd = end < 0 ? Number.POSITIVE_INFINITY : end;
  }
  const to = Math.min(text.commentEnd + 3, begins ? leaf.to : Number.POSITIVE_INFINITY);
  return to <= leaf.to ? { 0: source.slice(at, to) } : null;
}

function bareAddress({ source, mask, links }: Masked, at: number, inBrackets: boolean): number {
  const found = matchAt(inBrackets ? ADDRESS_IN_BRACKETS : ADDRESS, source, at)?.[0];
  const before = source[at - 1] ?? " ";
  const begins = /^h/i.test(found ?? "") ? !/[a-z]/i.test(before) : /[\s*_~([\]]/.test(before);
  if (!found || !begins) return at + 4;
  mask.fill(BLANK, at, at + found.length);
  links.push({ at, address: found });
  return at + found.length;
}

const PIECE = 8192;

/** The text with its blanks; made in pieces, so that a long one does not become a rope of characters. */
function shown({ source, mask }: Masked): string {
  let prose = "";
  for (let from = 0; from < source.length; from += PIECE) {
    const codes = new Uint16Array(Math.min(PIECE, source.length - from));
    for (let at = 0; at < codes.length; at++) {
      const kept = mask[from + at];
      codes[at] = kept === KEPT ? source.charCodeAt(from + at) : kept === UNDERSCORE ? 95 : 32;
    }
    prose += String.fromCharCode(...codes);
  }
  return prose;
}
