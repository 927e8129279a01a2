import { expect, test } from "vitest";
import { dayIn, isTimeZone, startOfDay } from "./calendar.ts";

test("the date of an instant is that of the place", () => {
  const instant = new Date("2026-11-30T00:22:00Z");
  expect(dayIn(instant, "America/Los_Angeles")).toBe("2026-11-29");
  expect(dayIn(instant, "UTC")).toBe("2026-11-30");
  expect(dayIn(instant, "Pacific/Kiritimati")).toBe("2026-11-30");
  expect(dayIn(new Date("2026-12-31T10:00:00Z"), "Pacific/Kiritimati")).toBe("2027-01-01");
});

test("only time zones that there are count as such", () => {
  expect(["Europe/Berlin", "utc", "America/Argentina/Ushuaia"].every(isTimeZone)).toBe(true);
  expect(["", "Mars/Olympus", "Europe/Berlin; x", "../etc"].some(isTimeZone)).toBe(false);
});

test("a day begins when it does in its place, also on the days on which the clock is changed", () => {
  const starts = (day: string, timeZone: string) => startOfDay(day, timeZone).toISOString();
  expect(starts("2026-11-30", "UTC")).toBe("2026-11-30T00:00:00.000Z");
  expect(starts("2026-11-30", "Pacific/Kiritimati")).toBe("2026-11-29T10:00:00.000Z");
  expect(starts("2026-11-30", "America/Los_Angeles")).toBe("2026-11-30T08:00:00.000Z");
  expect(starts("2026-10-26", "Europe/Berlin")).toBe("2026-10-25T23:00:00.000Z");
  // There the clock goes from midnight to one.
  expect(starts("2026-09-06", "America/Santiago")).toBe("2026-09-06T04:00:00.000Z");
  expect(starts("2026-07-01", "Asia/Kathmandu")).toBe("2026-06-30T18:15:00.000Z");
});
