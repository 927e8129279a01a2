import type { Progress } from "./schema.ts";

/** So many issues with this status. */
export interface StatusCount {
  status: string;
  count: number;
}

/** What counts by status say of progress. */
export function progressOf(counts: readonly StatusCount[]): Progress {
  const sum = (of: (status: string) => boolean) =>
    counts.reduce((total, { status, count }) => (of(status) ? total + Number(count) : total), 0);
  const done = sum((status) => status === "done");
  const canceled = sum((status) => status === "canceled");
  const open = sum((status) => status !== "done" && status !== "canceled");
  const all = open + done;
  return { open, done, canceled, percent: all === 0 ? 0 : Math.floor((100 * done) / all) };
}

/** Is a date that was to be kept over, with the work unfinished? */
export function isLate(date: string | null, finished: boolean, today: string): boolean {
  return date !== null && date < today && !finished;
}
