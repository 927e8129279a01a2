import { dayIn } from "#lib/core/calendar";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "now", "12m", "3h", "5d" within a week, then "27 Nov", with the year where it is another one. */
export function relativeTime(at: string, now: number, timeZone: string): string {
  const age = now - Date.parse(at);
  if (age < MINUTE) return "now";
  if (age < HOUR) return `${Math.floor(age / MINUTE)}m`;
  if (age < DAY) return `${Math.floor(age / HOUR)}h`;
  if (age < 7 * DAY) return `${Math.floor(age / DAY)}d`;
  return dayWords(dayOfInstant(at, timeZone), now, false);
}

/** Dates of instants that were asked for lately: to work one out takes longer than anything else in a row of a list. */
const days = new Map<string, string>();
const MOST_DAYS = 2000;

function dayOfInstant(at: string, timeZone: string): string {
  const name = `${at} ${timeZone}`;
  const known = days.get(name);
  if (known !== undefined) return known;
  if (days.size >= MOST_DAYS) days.clear();
  const day = dayIn(new Date(at), timeZone);
  days.set(name, day);
  return day;
}

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A calendar date as "Fri 27 Nov", with the year where it is another one. */
export function dayWords(date: string, now: number, weekday = true): string {
  const day = new Date(`${date}T00:00:00Z`);
  const words = `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]}`;
  const year = day.getUTCFullYear() === new Date(now).getUTCFullYear() ? "" : ` ${day.getUTCFullYear()}`;
  return `${weekday ? `${DAYS[day.getUTCDay()]} ` : ""}${words}${year}`;
}

/** Minutes as "1h 20m". */
export function durationWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest}m`;
  return rest === 0 ? `${hours}h` : `${hours}h ${rest}m`;
}
