/** What a tool's answer may hold by default, in characters. */
export const BUDGET = 8_000;

/** The part of a long text from `offset` on that fits; what was cut, and how to get it, stands at its end. */
export function clip(
  text: string,
  { offset = 0, budget = BUDGET, next }: { offset?: number; budget?: number; next: (offset: number) => string },
): string {
  if (offset === 0 && text.length <= budget) return text;
  const room = budget - 200;
  const cut = text.slice(offset, offset + room);
  const lineEnd = offset + cut.length < text.length ? cut.lastIndexOf("\n") : -1;
  const kept = lineEnd > room / 2 ? cut.slice(0, lineEnd) : cut;
  const end = offset + kept.length;
  const place = `Characters ${offset + 1}–${end} of ${text.length}.`;
  return `${kept}\n… ${place}${end < text.length ? ` ${next(end)}` : " This is the end."}`;
}
