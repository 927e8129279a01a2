import { daysBetween } from "#lib/core/calendar";
import type { ReadContext } from "#lib/core/context";
import type { Ranked } from "./best-ready.ts";

const DAY = 86_400_000;

/** The points of an issue in words, largest first; parts without any are left out. */
export function because(ctx: Pick<ReadContext, "now" | "today">, { pin, parts, waiting }: Ranked): string[] {
  const days = Math.floor((ctx.now.getTime() - waiting.since.getTime()) / DAY);
  const said: [number, string][] = [
    [parts.priority, `priority ${waiting.priority}`],
    [parts.age, `waits ${many(days, "day")}`],
    [parts.due, waiting.due === null ? "" : dueWords(daysBetween(ctx.today, waiting.due))],
    [parts.unblocks, `unblocks ${many(waiting.unblocks, "issue")}`],
    [parts.project, "weight of its project"],
  ];
  const lines = said
    .filter(([points]) => points !== 0)
    .sort(([a], [b]) => b - a)
    .map(([points, words]) => `${words} ${points > 0 ? "+" : ""}${points}`);
  return pin === null ? lines : [`pinned at ${pin}`, ...lines];
}

function dueWords(left: number): string {
  if (left === 0) return "due today";
  return left < 0 ? `overdue by ${many(-left, "day")}` : `due in ${many(left, "day")}`;
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
