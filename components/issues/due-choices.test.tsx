import { expect, test } from "vitest";
import { dueChoices } from "./due-choices.tsx";

test("days to be done by go by the calendar of who looks, over the end of a month", () => {
  const late = new Date(2026, 10, 29, 23, 30);
  const [today, tomorrow, next, ...more] = dueChoices(late);
  expect([today?.value, tomorrow?.value, next?.value]).toEqual(["2026-11-29", "2026-11-30", "2026-12-01"]);
  expect(tomorrow?.words).toBe("tomorrow, Mon 30 Nov");
  expect(next?.also).toContain("tuesday");
  expect(more.at(-1)).toMatchObject({ value: null, words: "never" });
});
