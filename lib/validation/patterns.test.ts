import { expect, test } from "vitest";
import { safePattern } from "./patterns.ts";

test("patterns that people write are run as they are written", () => {
  const found = (source: string, text: string, flags = "") => {
    const pattern = safePattern(source, flags);
    return typeof pattern === "string" ? pattern : [...text.matchAll(pattern)].map(([match]) => match);
  };
  expect(found("default port (?:is|of)\\s+(\\d+)", "The default port is 3000.")).toEqual(["default port is 3000"]);
  expect(found("sign[- ]?up", "Sign-up or signup", "i")).toEqual(["Sign-up", "signup"]);
  expect(found("TURBO_[A-Z_]+", "TURBO_PORT=1, TURBO_DATA_DIR")).toEqual(["TURBO_PORT", "TURBO_DATA_DIR"]);
  expect(found("(?<what>Größe|größen?) [^\\]a-c]{2}", "größen xy")).toEqual(["größen xy"]);
  expect(found('"[^"]*?"', 'a "b" "c"')).toEqual(['"b"', '"c"']);
});

test.each([
  ["(a+)+b", /repeats what is repeated/],
  ["(a|a)*b", /several ways/],
  ["(?:x(?:a?)){2,}", /repeats what is repeated/],
  ["a*b*c*", /100,000 ways/],
  [`${"(a|a)".repeat(17)}b`, /100,000 ways/],
  ["(a)\\1", /refers back/],
  ["(?<=a)b", /looks ahead or behind/],
  ["a(?!b)", /looks ahead or behind/],
  ["a{1000}", /more than 100/],
  ["a*", /found in nothing/],
  ["(", /.+/],
  ["x".repeat(501), /longer than 500/],
])("%s is not run", (source, why) => {
  expect(safePattern(source)).toMatch(why);
});
