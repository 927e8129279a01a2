/** What a tool's answer may hold by default, in characters. */
export const BUDGET = 8_000;
/** Room for what stands behind the text: its place, and how to get what follows. */
const AROUND = 200;
/** Of the line that says whose words a later part are, at most. */
const HEAD = 300;

interface Part {
  offset?: number;
  budget?: number;
  /** How to get what follows. */
  next: (offset: number) => string;
}

/** The part of a long text from `offset` on that fits; what was cut, and how to get it, stands at its end. */
export function clip(text: string, { offset = 0, budget = BUDGET, next }: Part): string {
  if (offset === 0 && text.length <= budget) return text;
  const before = continued(text, offset);
  const cut = text.slice(offset, offset + budget - AROUND - before.length);
  const lineEnd = offset + cut.length < text.length ? cut.lastIndexOf("\n") : -1;
  const kept = lineEnd > cut.length / 2 ? cut.slice(0, lineEnd) : cut.replace(/[\uD800-\uDBFF]$/, "");
  const end = offset + kept.length;
  const place = `Characters ${offset + 1}–${end} of ${text.length}.`;
  return `${before}${kept}\n… ${place}${end < text.length ? ` ${next(end)}` : " This is the end."}`;
}

/** What has to stand before a later part, so that words of somebody are marked as such from its first character on. */
function continued(text: string, offset: number): string {
  if (offset === 0 || offset >= text.length) return "";
  // A part may begin with the line break that the one before ended with: then its words are those of the next line.
  const from = text[offset] === "\n" ? offset + 1 : offset;
  const lineStart = text.lastIndexOf("\n", from - 1) + 1;
  if (text[lineStart] !== ">") return offset === lineStart || text[offset] === "\n" ? "" : "… ";
  const above = text.slice(0, lineStart).split("\n");
  const head = above.findLast((line) => line !== "" && !line.startsWith(">")) ?? "";
  return `${head.replace(/:$/, "").slice(0, HEAD)}, continued:\n${from > lineStart && from === offset ? "> " : ""}`;
}

/** As many of some rows as fit, at least one. */
export function fitting(rows: readonly string[], budget = BUDGET - 500): number {
  let room = budget;
  const over = rows.findIndex((row) => {
    room -= row.length + 1;
    return room < 0;
  });
  return over < 0 ? rows.length : Math.max(1, over);
}
