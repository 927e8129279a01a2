const DAY = 86_400_000;

/** The calendar date of an instant, in UTC. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** The date so many days later. */
export function addDays(date: string, days: number): string {
  return dayOf(new Date(Date.parse(date) + days * DAY));
}

/** Days from one date to another; negative when the second comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}
