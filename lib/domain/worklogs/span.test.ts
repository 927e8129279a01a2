import fc from "fast-check";
import { expect, test } from "vitest";
import { TurboError } from "#lib/core/errors";
import { LONGEST, spanOf } from "./span.ts";

const NOW = new Date("2026-11-21T12:00:00.000Z");

test("minutes alone end now", () => {
  expect(spanOf({ minutes: 90 }, NOW)).toEqual({
    startedAt: new Date("2026-11-21T10:30:00Z"),
    endedAt: NOW,
    minutes: 90,
  });
});

test("start and end give the minutes, at least one", () => {
  const startedAt = "2026-11-20T09:00:00Z";
  expect(spanOf({ startedAt, endedAt: "2026-11-20T10:15:20Z" }, NOW).minutes).toBe(75);
  expect(spanOf({ startedAt, endedAt: "2026-11-20T09:00:01Z" }, NOW).minutes).toBe(1);
});

test("any two of the three make the same span", () => {
  const whole = { minutes: fc.integer({ min: 1, max: LONGEST }), back: fc.integer({ min: 0, max: 1e6 }) };
  fc.assert(
    fc.property(fc.record(whole), ({ minutes, back }) => {
      const end = new Date(NOW.getTime() - back * 60_000);
      const start = new Date(end.getTime() - minutes * 60_000);
      const [startedAt, endedAt] = [start.toISOString(), end.toISOString()];
      const expected = { startedAt: start, endedAt: end, minutes };
      expect(spanOf({ startedAt, endedAt }, NOW)).toEqual(expected);
      expect(spanOf({ startedAt, minutes }, NOW)).toEqual(expected);
      expect(spanOf({ endedAt, minutes }, NOW)).toEqual(expected);
    }),
  );
});

test.each([
  ["nothing", {}, "minutes"],
  ["a start alone", { startedAt: "2026-11-20T09:00:00Z" }, "minutes"],
  ["all three", { startedAt: "2026-11-20T09:00:00Z", endedAt: "2026-11-20T10:00:00Z", minutes: 60 }, "minutes"],
  ["an end before the start", { startedAt: "2026-11-20T09:00:00Z", endedAt: "2026-11-20T08:00:00Z" }, "endedAt"],
  ["an end at the start", { startedAt: "2026-11-20T09:00:00Z", endedAt: "2026-11-20T09:00:00Z" }, "endedAt"],
  ["an end in the future", { startedAt: "2026-11-20T09:00:00Z", endedAt: "2026-11-21T12:02:00Z" }, "endedAt"],
  ["minutes that reach into the future", { startedAt: "2026-11-21T11:00:00Z", minutes: 90 }, "startedAt"],
  ["more than 31 days", { startedAt: "2026-10-01T09:00:00Z", endedAt: "2026-11-20T09:00:00Z" }, "startedAt"],
])("%s is refused by its field", (_, given, path) => {
  expect(() => spanOf(given, NOW)).toThrow(TurboError);
  try {
    spanOf(given, NOW);
  } catch (error) {
    expect(error).toMatchObject({ code: "invalid", fields: [{ path }] });
  }
});
