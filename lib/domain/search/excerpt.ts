const LONGEST = 160;
/** How much of the text around a match is looked at. */
const AROUND = 400;

/** Up to 160 characters of plain text around the first word that the query names; null when there is no such word. */
export function excerptAround(markdown: string, query: string): string | null {
  const at = firstOf(markdown, query);
  if (at < 0) return null;
  const plain = plainText(markdown.slice(Math.max(0, at - AROUND), at + AROUND));
  return cut(plain, Math.max(0, firstOf(plain, query)));
}

/** Where a piece of the query with a sign in it stands as it was typed; else where the first of its words does. */
function firstOf(text: string, query: string): number {
  const lower = text.toLowerCase();
  const signed = query.split(/["\s]+/).filter((piece) => /[^\p{L}\p{N}\p{M}]/u.test(piece.replace(/\*$/, "")));
  const place = signed.map((piece) => lower.indexOf(piece.toLowerCase())).find((at) => at >= 0);
  return place ?? firstMatch(text, words(query));
}

/** Up to 160 characters of plain text around a place of a text. */
export function excerptAt(markdown: string, at: number): string {
  const from = Math.max(0, at - AROUND);
  const before = plainText(markdown.slice(from, at));
  return cut(plainText(markdown.slice(from, at + AROUND)), before.length);
}

/** How a text begins, as plain text of up to 160 characters. */
export function beginning(markdown: string): string {
  return cut(plainText(markdown.slice(0, 2 * AROUND)), 0);
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

function folded(word: string): string {
  return word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function words(query: string): string[] {
  return (query.match(WORD) ?? []).map(folded);
}

function firstMatch(text: string, wanted: readonly string[]): number {
  for (const match of text.matchAll(WORD)) {
    const word = folded(match[0]);
    if (wanted.some((one) => word.startsWith(one))) return match.index;
  }
  return -1;
}

/** Markdown without its marks, on one line. */
function plainText(markdown: string): string {
  return markdown
    .replace(/<!--.*?-->/gs, " ")
    .replace(/!?\[([^[\]]*)\]\([^()\s]*\)/g, "$1")
    .replace(/^[ \t]*(?:#{1,6}|>|[-*+]|\d+[.)])[ \t]+/gm, "")
    .replace(/^\[[ x]\][ \t]+/gim, "")
    .replace(/^[ \t]*(?:```|~~~).*$/gm, " ")
    .replace(/[*`|]+|__|~~/g, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

/** A window of the text that shows position `at`, with ellipses where it was cut; never half of a character. */
function cut(text: string, at: number): string {
  if (text.length <= LONGEST) return text.toWellFormed();
  const room = LONGEST - 2;
  const from = at <= room / 2 ? 0 : Math.min(wordStart(text, at - Math.floor(room / 3)), text.length - room);
  const piece = whole(text.slice(from, from + room));
  return `${from > 0 ? "…" : ""}${piece.trim()}${from + room < text.length ? "…" : ""}`;
}

function wordStart(text: string, at: number): number {
  const space = text.indexOf(" ", at);
  return space >= 0 && space - at < 20 ? space + 1 : at;
}

function whole(piece: string): string {
  return piece.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, "");
}
