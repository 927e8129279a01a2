import { addDays, daysBetween } from "#lib/core/calendar";
import type { Forecast } from "./schema.ts";

/** Days whose pace counts. */
export const WINDOW = 28;
/** Work that began yesterday says little of a pace; it is reckoned over a week at least. */
const LEAST = 7;
/** Days ahead that a forecast reaches, at most. */
const FURTHEST = 3650;

interface Work {
  open: number;
  done: number;
  /** Done within the window. */
  lately: number;
  /** The day that work began: pace is not reckoned from before. */
  began: string;
  today: string;
  finished: boolean;
}

/** When the open issues will be done if work goes on as in the last weeks. */
export function forecastOf({ open, done, lately, began, today, finished }: Work): Forecast {
  const none = (basis: string): Forecast => ({ date: null, perWeek: null, basis });
  if (finished) return none("It is closed.");
  if (open === 0) return none(done === 0 ? "It has no issues yet." : "Nothing is open.");
  const days = Math.min(WINDOW, Math.max(LEAST, daysBetween(began, today)));
  if (lately === 0) return none(`No issue was done in the last ${days} days, ${open} open.`);
  const basis = `${lately} ${lately === 1 ? "issue" : "issues"} done in the last ${days} days, ${open} open.`;
  const perWeek = Math.round((lately / days) * 70) / 10;
  const ahead = Math.ceil((open * days) / lately);
  if (ahead > FURTHEST) return { date: null, perWeek, basis: `${basis} That would take more than ten years.` };
  return { date: addDays(today, ahead), perWeek, basis };
}
