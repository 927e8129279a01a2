/** The marks of quotes and lists that a line begins with. */
const PREFIX = /^(?:[ \t]*(?:[>*+-]|\d{1,9}[.)]))+/gm;
const MARK = /[>*+-]|\d+[.)]/g;

/** Quotes and lists of one text, and in each other, at most: each costs about a millisecond, those far inside many. */
const MOST = 2000;
const DEEPEST = 50;

/** What may begin or end emphasis and pictures within a paragraph; a blank line ends all of them. */
const INLINE = /[*_~]+|!\[|\]|\n[ \t]*\n/g;
/** Emphasis and pictures in each other, at most. */
const DEEPEST_INLINE = 200;

/** Would this text hold everything up if it were read as Markdown? A few thousand characters can, when all of them are marks. */
export function isHeavy(source: string): boolean {
  return isFullOfBlocks(source) || isDeepInline(source);
}

function isFullOfBlocks(source: string): boolean {
  let marks = 0;
  for (const [prefix] of source.matchAll(PREFIX)) {
    const own = prefix.match(MARK)?.length ?? 0;
    const indented = prefix.length - prefix.trimStart().length;
    marks += own;
    if (marks > MOST || own + indented / 2 > DEEPEST) return true;
  }
  return false;
}

function isDeepInline(source: string): boolean {
  let depth = 0;
  for (const { 0: mark, index } of source.matchAll(INLINE)) {
    if (mark.startsWith("\n")) depth = 0;
    else if (mark === "![") depth++;
    else {
      const [before, after] = [source[index - 1] ?? " ", source[index + mark.length] ?? " "];
      const opens = mark !== "]" && !/\s/.test(after) && /[\s\p{P}]/u.test(before);
      const closes = mark === "]" || (!/\s/.test(before) && /[\s\p{P}]/u.test(after));
      if (opens) depth++;
      else if (closes) depth = Math.max(0, depth - 1);
    }
    if (depth > DEEPEST_INLINE) return true;
  }
  return false;
}
