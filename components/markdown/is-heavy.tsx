/** The marks of quotes and lists that a line begins with. */
const PREFIX = /^(?:[ \t]*(?:[>*+-]|\d{1,9}[.)]))+/gm;
const MARK = /[>*+-]|\d+[.)]/g;

/** Quotes and lists of one text, and in each other, at most: each costs about a millisecond, those far inside many. */
const MOST = 2000;
const DEEPEST = 50;

/** Would this text hold everything up if it were read as Markdown? A few thousand characters can, when all of them are marks. */
export function isHeavy(source: string): boolean {
  let marks = 0;
  for (const [prefix] of source.matchAll(PREFIX)) {
    const own = prefix.match(MARK)?.length ?? 0;
    const indented = prefix.length - prefix.trimStart().length;
    marks += own;
    if (marks > MOST || own + indented / 2 > DEEPEST) return true;
  }
  return false;
}
