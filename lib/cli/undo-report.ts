import type { Undone } from "#lib/domain/undo/schema";
import { printableLine } from "./printable.ts";

/** What an undo did, or would do, line by line: what is put back, then what stays and why. */
export function undoReport({ dryRun, request, writes, count, restored, keptCount, kept }: Undone): string {
  const verb = dryRun ? "would be put back" : "put back";
  const things = (number: number, what: string) => `${number} ${what}${number === 1 ? "" : "s"}`;
  const lines = [
    `${things(writes, "write")}: ${things(count, "thing")} ${verb}${keptCount > 0 ? `, ${keptCount} stay as they are` : ""}.`,
    ...restored.map(
      ({ key, kind, fields }) => `  ${key}  ${kind.replaceAll("_", " ")}: ${Object.keys(fields).join(", ")}`,
    ),
    ...(count > restored.length ? [`  and ${count - restored.length} more`] : []),
    ...(kept.length > 0 ? ["Stays as it is:", ...kept.map(({ why }) => `  ${why}`)] : []),
    ...(keptCount > kept.length ? [`  and ${keptCount - kept.length} more`] : []),
    ...(dryRun || count === 0 ? [] : [`Take this back with: turbo undo --request ${request}`]),
  ];
  return lines.map(printableLine).join("\n");
}
