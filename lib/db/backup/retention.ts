import { dayOf } from "#lib/core/calendar";
import type { ListedBackup } from "./catalogue.ts";

const DAY = 24 * 60 * 60 * 1000;

type Dated = Pick<ListedBackup, "madeAt" | "why" | "problem">;
export type Frequency = "daily" | "weekly" | "monthly";

/** The newest of each of so many days, weeks and months stays. */
const KEPT: Record<Frequency, number> = { daily: 7, weekly: 4, monthly: 12 };

/**
 * Which of the backups that Turbo made by itself go, of those given newest first: automatic ones that are not the newest
 * of one of the last 7 days, 4 weeks or 12 months, and all that are older than so many days. The newest that can be read
 * stays, and so do those that people made.
 */
export function expiredBackups<One extends Dated>(all: readonly One[], retentionDays: number, now: Date): One[] {
  const kept = new Set<One>();
  const newest = all.find(({ problem }) => problem === null);
  if (newest) kept.add(newest);
  const automatic = all.filter(({ why }) => why === "automatic");
  for (const frequency of ["daily", "weekly", "monthly"] as const) {
    const periods = new Map<string, One>();
    for (const one of automatic) {
      const period = periodOf(one.madeAt, frequency);
      if (!periods.has(period)) periods.set(period, one);
    }
    for (const one of [...periods.values()].slice(0, KEPT[frequency])) kept.add(one);
  }
  const isOld = ({ madeAt }: One) => now.getTime() - madeAt.getTime() > retentionDays * DAY;
  return all.filter((one) => {
    if (one.why === "manual" || one === newest) return false;
    return isOld(one) || (one.why === "automatic" && !kept.has(one));
  });
}

/** All that are older than so many milliseconds, whoever made them; the newest that can be read stays. */
export function olderThan<One extends Dated>(all: readonly One[], age: number, now: Date): One[] {
  const newest = all.find(({ problem }) => problem === null);
  return all.filter((one) => one !== newest && now.getTime() - one.madeAt.getTime() > age);
}

/** Is the newest automatic backup of an earlier day, week or month (in UTC)? So one that was slept through is made up for. */
export function isDue(newest: Date | null, frequency: Frequency, now: Date): boolean {
  return newest === null || periodOf(newest, frequency) < periodOf(now, frequency);
}

/** A name of the day, week (by its Monday) or month that an instant is in; names sort by time. */
function periodOf(at: Date, frequency: Frequency): string {
  if (frequency === "monthly") return dayOf(at).slice(0, 7);
  const back = frequency === "weekly" ? (at.getUTCDay() + 6) % 7 : 0;
  return dayOf(new Date(at.getTime() - back * DAY));
}
