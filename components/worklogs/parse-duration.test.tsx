import { expect, test } from "vitest";
import { parseDuration } from "./parse-duration.tsx";

test.each([
  ["45", 45],
  ["45m", 45],
  ["1h", 60],
  ["1h 30m", 90],
  ["1h30", 90],
  ["1.5h", 90],
  ["1,5 h", 90],
  ["1:30", 90],
])("%s is %i minutes", (text, minutes) => {
  expect(parseDuration(text)).toBe(minutes);
});

test.each(["", "0", "soon", "1h 30s", "-5", "h"])("%j is no time", (text) => {
  expect(parseDuration(text)).toBeNull();
});
