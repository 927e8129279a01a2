import { inQuotes } from "#lib/core/one-line";

/** What a row may take, in bytes, where its title can give way. */
const ROW = 80;
const LEAST_TITLE = 24;

/** One row of a list, `TURBO-12  in_progress  high  "Title…"`: what there is of its cells, and as much of the title as fits. */
export function row(cells: readonly (string | false | null | undefined)[], title: string): string {
  const head = cells.filter(Boolean).join("  ");
  return `${head}  ${inQuotes(title, Math.max(LEAST_TITLE, ROW - Buffer.byteLength(head) - 4))}`;
}

/** Facts of a card on one line; none where there is nothing to say. */
export function factsLine(facts: readonly (string | false | null | undefined)[]): string[] {
  const said = facts.filter(Boolean);
  return said.length > 0 ? [`  ${said.join("; ")}`] : [];
}
