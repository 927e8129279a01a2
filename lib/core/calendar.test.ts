import { expect, test } from "vitest";
import { dayIn, isTimeZone } from "./calendar.ts";

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
