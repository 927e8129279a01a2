import { Cron } from "croner";
import { TurboError } from "#lib/core/errors";

/** A cron expression and the time zone whose clock it goes by, as a job keeps them. */
export function scheduleOf(cron: string, timeZone: string): string {
  return `${cron} ${timeZone}`;
}

/** When a schedule comes next after an instant. Throws where it never does. */
export function nextRun(schedule: string, after: Date): Date {
  const end = schedule.lastIndexOf(" ");
  const next = new Cron(schedule.slice(0, end), { timezone: schedule.slice(end + 1), paused: true }).nextRun(after);
  if (!next) throw new TurboError("configuration", `The schedule "${schedule}" never comes.`);
  return next;
}
