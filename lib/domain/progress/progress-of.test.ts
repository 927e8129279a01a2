import { expect, test } from "vitest";
import { isLate, progressOf } from "./progress-of.ts";

test("percent is done of all that is not canceled, rounded down", () => {
  const counts = [
    { status: "done", count: 2 },
    { status: "canceled", count: 5 },
    { status: "review", count: 1 },
    { status: "backlog", count: 0 },
  ];
  expect(progressOf(counts)).toEqual({ open: 1, done: 2, canceled: 5, percent: 66 });
  expect(progressOf([])).toEqual({ open: 0, done: 0, canceled: 0, percent: 0 });
});

test("late is what was due before today and is not finished", () => {
  expect(isLate("2026-11-20", false, "2026-11-21")).toBe(true);
  expect(isLate("2026-11-21", false, "2026-11-21")).toBe(false);
  expect(isLate("2026-11-20", true, "2026-11-21")).toBe(false);
  expect(isLate(null, false, "2026-11-21")).toBe(false);
});
