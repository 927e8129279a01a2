import type { Undone } from "#lib/domain/undo/schema";
import { changeText } from "./event-text.ts";
import { oneLine } from "./one-line.ts";

/** What an undo put back and what it left, with the reason. */
export function undoneText({ dryRun, request, writes, count, restored, keptCount, kept }: Undone): string {
  const things = count === 1 ? "1 thing" : `${count} things`;
  return [
    dryRun
      ? `Nothing was changed. Undoing ${writes} writes would put back ${things}:`
      : `Put back ${things} of ${writes} writes. undo request ${request} takes this undo back.`,
    ...restored.map((one) => `  ${changeText(one)}`),
    ...(count > restored.length ? [`  … and ${count - restored.length} more.`] : []),
    ...(keptCount > 0 ? [`Left as it is (${keptCount}):`] : []),
    ...kept.map(({ kind, key, field, why }) => `  ${kind} ${oneLine(key)}${field ? ` ${field}` : ""}: ${oneLine(why)}`),
    ...(keptCount > kept.length ? [`  … and ${keptCount - kept.length} more.`] : []),
  ].join("\n");
}
