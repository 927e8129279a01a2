import { expect, test } from "vitest";
import type { Reason } from "./manifest.ts";
import { readStem, stemOf } from "./names.ts";
import { expiredBackups, isDue, olderThan } from "./retention.ts";

const DAY = 24 * 60 * 60 * 1000;
const now = new Date("2026-11-30T12:00:00Z");
const made = (daysAgo: number, why: Reason = "automatic", problem: string | null = null) => ({
  madeAt: new Date(now.getTime() - daysAgo * DAY),
  why,
  problem,
});
/** One a day for so many days, newest first. */
const daily = (days: number) => Array.from({ length: days }, (_, ago) => made(ago));
const agesOf = (all: { madeAt: Date }[]) => all.map(({ madeAt }) => (now.getTime() - madeAt.getTime()) / DAY);

test("Of a month's automatic backups the last seven days, the newest of four weeks and of each month stay.", () => {
  const all = daily(40);
  const gone = new Set(expiredBackups(all, 30, now));
  // 30 November 2026 is a Monday; 29, 22 and 15 November are the last days of the weeks before, 31 October of its month.
  expect(agesOf(all.filter((one) => !gone.has(one)))).toEqual([0, 1, 2, 3, 4, 5, 6, 8, 15, 30]);
});

test("With a year of retention, twelve months stay and no more.", () => {
  const all = daily(500);
  const gone = new Set(expiredBackups(all, 3650, now));
  const kept = all.filter((one) => !gone.has(one));
  expect(new Set(kept.map(({ madeAt }) => madeAt.toISOString().slice(0, 7))).size).toBe(12);
});

test("What people made stays, the newest stays however old it is, and copies from before an update go with their time.", () => {
  const old = [made(50, "before-migration"), made(60, "manual"), made(70)];
  expect(agesOf(expiredBackups(old, 30, now))).toEqual([70]);
  const unreadable = made(1, "automatic", "damaged");
  const last = made(90);
  expect(expiredBackups([unreadable, last], 30, now)).toEqual([]);
  expect(agesOf(expiredBackups([made(0), made(31, "before-restore"), made(29, "before-restore")], 30, now))).toEqual([
    31,
  ]);
});

test("Asked for by age, all go that are older, whoever made them, but for the newest.", () => {
  const all = [made(31, "manual"), made(40, "manual"), made(50)];
  expect(agesOf(olderThan(all, 30 * DAY, now))).toEqual([40, 50]);
});

test.each([
  ["daily", "2026-11-29T23:59:59Z", true],
  ["daily", "2026-11-30T00:00:00Z", false],
  ["daily", "2026-12-02T00:00:00Z", false],
  ["weekly", "2026-11-29T23:00:00Z", true],
  ["weekly", "2026-11-30T01:00:00Z", false],
  ["monthly", "2026-11-01T00:00:00Z", false],
  ["monthly", "2026-10-31T23:00:00Z", true],
] as const)("A %s backup after one of %s is due: %s.", (frequency, newest, due) => {
  expect(isDue(new Date(newest), frequency, now)).toBe(due);
});

test("Without any automatic backup one is due.", () => {
  expect(isDue(null, "monthly", now)).toBe(true);
});

test("A file's name tells when and why a backup was made.", () => {
  expect(readStem(stemOf("before-migration", now))).toEqual({
    name: "before-migration",
    madeAt: now,
    why: "before-migration",
  });
  expect(readStem(stemOf("v2.1", now))).toEqual({ name: "v2.1", madeAt: now, why: "manual" });
  expect(readStem("holiday-pictures")).toBeNull();
});
