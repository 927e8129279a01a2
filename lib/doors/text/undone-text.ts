import { oneLine } from "#lib/core/one-line";
import type { Undone } from "#lib/domain/undo/schema";
import { BUDGET, fitting } from "./clip.ts";
import { changeText } from "./event-text.ts";

/** What an undo put back and what it left, with the reason. */
export function undoneText({ dryRun, request, writes, count, restored, keptCount, kept }: Undone): string {
  const things = count === 1 ? "1 thing" : `${count} things`;
  return [
    dryRun
      ? `Nothing was changed. Undoing ${writes} writes would put back ${things}:`
      : `Put back ${things} of ${writes} writes. undo request ${request} takes this undo back.`,
    ...some(
      restored.map((one) => `  ${changeText(one)}`),
      count,
    ),
    ...(keptCount > 0 ? [`Left as it is (${keptCount}):`] : []),
    ...some(
      kept.map(({ kind, key, field, why }) => `  ${kind} ${oneLine(key)}${field ? ` ${field}` : ""}: ${oneLine(why)}`),
      keptCount,
    ),
  ].join("\n");
}

/** As many rows as fit into half an answer, and how many there are besides. */
function some(rows: readonly string[], count: number): string[] {
  const shown = rows.slice(0, fitting(rows, BUDGET / 2 - 300));
  return count > shown.length ? [...shown, `  … and ${count - shown.length} more.`] : shown;
}
