const LONGEST = 160;
/** How much of the text around a match is looked at. */
const AROUND = 400;

/** Finds where a text says what a query names; answers -1 where it does not. */
type Finder = (text: string) => number;

/** Makes excerpts of texts: up to 160 characters around what a query names, null where there is no such word. */
export function excerptsAround(query: string): (markdown: string) => string | null {
  const find = finder(query);
  return (markdown) => {
    const at = find(markdown);
    if (at < 0) return null;
    const plain = plainText(markdown.slice(Math.max(0, at - AROUND), at + AROUND));
    return cut(plain, Math.max(0, find(plain)));
  };
}

/** Where a piece of the query with a sign in it stands as it was typed; else where the first of its words does. */
function finder(query: string): Finder {
  const pieces = query.split(/["\s]+/).filter((piece) => /[^\p{L}\p{N}\p{M}]/u.test(piece.replace(/\*$/, "")));
  const signed = pieces.map((piece) => piece.toLowerCase());
  const findWord = wordFinder((query.match(WORD) ?? []).map(folded));
  return (text) => {
    const lower = signed.length > 0 ? text.toLowerCase() : "";
    return signed.map((piece) => lower.indexOf(piece)).find((at) => at >= 0) ?? findWord(text);
  };
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
const BEYOND_ASCII = /\P{ASCII}/u;

function folded(word: string): string {
  return word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Where the first word stands that begins with one of these, whatever its accents. */
function wordFinder(wanted: readonly string[]): Finder {
  if (wanted.length === 0) return () => -1;
  const beginning = new RegExp(`(?<![a-z0-9])(?:${wanted.join("|")})`, "i");
  return (text) => {
    if (!BEYOND_ASCII.test(text)) return text.search(beginning);
    for (const match of text.matchAll(WORD)) {
      const word = folded(match[0]);
      if (wanted.some((one) => word.startsWith(one))) return match.index;
    }
    return -1;
  };
}

/** What stands between words, save a single space, which most texts have hundreds of. */
const BLANK = /[\s\p{Cc}]{2,}|[^\S ]|\p{Cc}/gu;

/** Markdown without its marks, on one line. */
function plainText(markdown: string): string {
  return markdown
    .replace(/<!--.*?-->/gs, " ")
    .replace(/!?\[([^[\]]*)\]\([^()\s]*\)/g, "$1")
    .replace(/^[ \t]*(?:#{1,6}|>|[-*+]|\d+[.)])[ \t]+/gm, "")
    .replace(/^\[[ x]\][ \t]+/gim, "")
    .replace(/^[ \t]*(?:```|~~~).*$/gm, " ")
    .replace(/[*`|]+|__|~~/g, "")
    .replace(BLANK, " ")
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
