import { expect, test } from "vitest";
import { forecastOf } from "./forecast-of.ts";

const work = { open: 6, done: 3, lately: 3, began: "2026-01-01", today: "2026-11-21", finished: false };

test("the pace of the last four weeks tells when the rest is done", () => {
  expect(forecastOf(work)).toEqual({
    date: "2027-01-16",
    perWeek: 0.8,
    basis: "3 issues done in the last 28 days, 6 open.",
  });
});

test("what began less than four weeks ago is reckoned from then, over a week at least", () => {
  expect(forecastOf({ ...work, began: "2026-11-07" })).toMatchObject({ date: "2026-12-19", perWeek: 1.5 });
  expect(forecastOf({ ...work, began: "2026-11-20", lately: 1 })).toEqual({
    date: "2027-01-02",
    perWeek: 1,
    basis: "1 issue done in the last 7 days, 6 open.",
  });
});

test("there is no date without a pace, and the reason is told", () => {
  const basis = (change: object) => {
    const forecast = forecastOf({ ...work, ...change });
    expect(forecast.date).toBeNull();
    return forecast.basis;
  };
  expect(basis({ lately: 0 })).toBe("No issue was done in the last 28 days, 6 open.");
  expect(basis({ open: 0, done: 0 })).toBe("It has no issues yet.");
  expect(basis({ open: 0 })).toBe("Nothing is open.");
  expect(basis({ finished: true })).toBe("It is closed.");
  expect(basis({ open: 5000, lately: 1 })).toContain("more than ten years");
});
