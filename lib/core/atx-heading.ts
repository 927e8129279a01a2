const MARK = /^(#{1,6})(?=[ \t]|$)/;

/** Level and words of a Markdown heading line without indentation, closing signs left out; null for another line. */
export function atxHeading(line: string): { level: number; text: string } | null {
  const level = MARK.exec(line)?.[1]?.length;
  if (level === undefined) return null;
  // By hand, because an expression that may give a blank to either side takes minutes for a long line of them.
  const text = line.slice(level).trim();
  let end = text.length;
  while (text[end - 1] === "#") end--;
  const closed = end === 0 || (end < text.length && /[ \t]/.test(text[end - 1] ?? ""));
  return { level, text: closed ? text.slice(0, end).trimEnd() : text };
}
