const DAY = 86_400_000;
const MINUTE = 60_000;

/** The calendar date of an instant, in UTC. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** The first of so many days until an instant, in UTC. */
export function firstOfDays(days: number, until: Date): string {
  return addDays(dayOf(until), 1 - days);
}

/** What was asked last, for it is asked with every request: a day holds for the minute at least. */
let last = { timeZone: "", minute: Number.NaN, day: "" };

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** The calendar date of an instant in a time zone like `Europe/Berlin`. */
export function dayIn(instant: Date, timeZone: string): string {
  const minute = Math.floor(instant.getTime() / 60_000);
  if (last.minute === minute && last.timeZone === timeZone) return last.day;
  const day = formatted(instant, timeZone);
  last = { timeZone, minute, day };
  return day;
}

function formatted(instant: Date, timeZone: string): string {
  const name = timeZone.toLowerCase();
  let format = FORMATS.get(name);
  if (!format) {
    const look = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
    format = new Intl.DateTimeFormat("en-CA", { timeZone, ...look });
    FORMATS.set(name, format);
  }
  return format.format(instant);
}

/** The first instant of a date in a time zone. */
export function startOfDay(date: string, timeZone: string): Date {
  // No zone is further than 15 hours from UTC; where the clock goes back at midnight, its first midnight counts.
  let [early, late] = [Date.parse(date) / MINUTE - 15 * 60, Date.parse(date) / MINUTE + 15 * 60];
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (formatted(new Date(middle * MINUTE), timeZone) < date) early = middle;
    else late = middle;
  }
  return new Date(late * MINUTE);
}

/** Is there such a time zone? */
export function isTimeZone(name: string): boolean {
  if (FORMATS.has(name.toLowerCase())) return true;
  if (!/^[\w+/-]{1,60}$/.test(name)) return false;
  try {
    dayIn(new Date(0), name);
    return true;
  } catch {
    return false;
  }
}

/** The date so many days later. */
export function addDays(date: string, days: number): string {
  return dayOf(new Date(Date.parse(date) + days * DAY));
}

/** Days from one date to another; negative when the second comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}
