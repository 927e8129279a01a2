import { daysBetween } from "#lib/core/calendar";
import type { Priority } from "#lib/domain/projects/fields";

const DAY = 86_400_000;
const PRIORITY: Readonly<Record<Priority, number>> = { critical: 100, high: 50, medium: 25, low: 10, none: 5 };
/** Days in which waiting counts little; afterwards it counts without end, so that nothing starves. */
const CALM = 14;
const [CALM_POINTS, LONG_POINTS] = [0.5, 2];
/** Days before a due date from which on it counts, and what it counts from that day on. */
export const DUE_DAYS = 14;
export const MOST_DUE = 60;
const EACH_UNBLOCKED = 5;
export const MOST_UNBLOCKED = 40;

/** What an issue's place in the queue follows from. */
export interface Waiting {
  priority: Priority;
  /** Since when it waits. */
  since: Date;
  /** Its own due date or that of its milestone, whichever is nearer. */
  due: string | null;
  /** Open issues that wait for it, at any distance. */
  unblocks: number;
  /** Points of its project. */
  weight: number;
}

/** The points of an issue, part by part. */
export interface ScoreParts {
  priority: number;
  age: number;
  due: number;
  unblocks: number;
  project: number;
}

interface Clock {
  now: Date;
  today: string;
}

export function scoreParts({ priority, since, due, unblocks, weight }: Waiting, clock: Clock): ScoreParts {
  return {
    priority: PRIORITY[priority],
    age: agePoints(since, clock.now),
    due: due === null ? 0 : duePoints(daysBetween(clock.today, due)),
    unblocks: Math.min(MOST_UNBLOCKED, unblocks * EACH_UNBLOCKED),
    project: weight,
  };
}

/** Points with one decimal, as they are shown and compared. */
export function sumOf(parts: ScoreParts): number {
  return rounded(Object.values(parts).reduce((sum, points) => sum + points, 0));
}

function agePoints(since: Date, now: Date): number {
  const days = Math.max(0, (now.getTime() - since.getTime()) / DAY);
  return rounded(CALM_POINTS * Math.min(days, CALM) + LONG_POINTS * Math.max(0, days - CALM));
}

/** Until when an issue of a priority must have begun to wait to have these points of the two alone; a little later, for rounding. */
export function latestWith(points: number, priority: Priority, now: Date): Date {
  const age = Math.max(0, points - PRIORITY[priority] - 0.5);
  const calm = CALM_POINTS * CALM;
  const days = age <= calm ? age / CALM_POINTS : CALM + (age - calm) / LONG_POINTS;
  return new Date(now.getTime() - days * DAY);
}

function duePoints(daysLeft: number): number {
  if (daysLeft <= 0) return MOST_DUE;
  return rounded(Math.max(0, (MOST_DUE * (DUE_DAYS - daysLeft)) / DUE_DAYS));
}

function rounded(points: number): number {
  return Math.round(points * 10) / 10;
}
