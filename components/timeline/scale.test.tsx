import { expect, test } from "vitest";
import { placeOf, ticksOf, windowAround } from "./scale.tsx";

const year = { from: "2026-01-01", to: "2026-12-31" };

test("a day stands where it falls in the window, and at its edge beyond", () => {
  expect(placeOf("2026-01-01", year)).toBe(0);
  expect(Math.round(placeOf("2026-07-02", year))).toBe(50);
  expect([placeOf("2025-05-05", year), placeOf("2028-01-01", year)]).toEqual([0, 100]);
});

test("months and quarters begin within the window; January names its year", () => {
  expect(ticksOf(year, "quarter").map((tick) => tick.words)).toEqual(["Q1", "Q2", "Q3", "Q4"]);
  const winter = ticksOf({ from: "2026-11-15", to: "2027-02-03" }, "month");
  expect(winter.map(({ words, year }) => [words, year])).toEqual([
    ["Dec", null],
    ["Jan", 2027],
    ["Feb", null],
  ]);
});

test("the window holds whole months around a day", () => {
  expect(windowAround("2026-11-21", 2, 6)).toEqual({ from: "2026-09-01", to: "2027-05-31" });
});
