import { invalidField } from "#lib/core/errors";

const MINUTE = 60_000;
/** The longest stretch that one work log holds, in minutes: 31 days. */
export const LONGEST = 60 * 24 * 31;
/** Clocks of clients run up to this far ahead, in milliseconds. */
const AHEAD = MINUTE;

export interface Span {
  startedAt: Date;
  endedAt: Date;
  minutes: number;
}

interface Given {
  minutes?: number | undefined;
  startedAt?: string | undefined;
  endedAt?: string | undefined;
}

/** Whole minutes between two instants, at least one. */
export function minutesBetween(startedAt: Date, endedAt: Date): number {
  return Math.max(1, Math.round((endedAt.getTime() - startedAt.getTime()) / MINUTE));
}

/** When work began and ended, from any two of start, end and minutes, or from minutes alone, which then end now. */
export function spanOf({ minutes, ...given }: Given, now: Date): Span {
  const start = given.startedAt === undefined ? null : new Date(given.startedAt);
  const end = given.endedAt === undefined ? null : new Date(given.endedAt);
  if (start && end && minutes !== undefined)
    throw invalidField("minutes", "Give two of minutes, startedAt and endedAt; the third follows from them.");
  if (minutes === undefined && !(start && end))
    throw invalidField("minutes", "Say how long it took: minutes, or startedAt and endedAt.");
  const length = (minutes ?? 0) * MINUTE;
  const endedAt = end ?? (start ? new Date(start.getTime() + length) : now);
  const startedAt = start ?? new Date(endedAt.getTime() - length);
  if (endedAt.getTime() > now.getTime() + AHEAD)
    throw invalidField(end ? "endedAt" : "startedAt", "Lies in the future. Log work when it is done.");
  if (endedAt <= startedAt) throw invalidField("endedAt", "Must be after startedAt.");
  const took = minutes ?? minutesBetween(startedAt, endedAt);
  if (took > LONGEST) throw invalidField("startedAt", "Is more than 31 days before endedAt.");
  return { startedAt, endedAt, minutes: took };
}
