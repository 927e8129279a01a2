import { expect, test } from "vitest";
import { likeliest, noSuch } from "./likeliest.ts";

test.each([
  ["TRU", "TUR"],
  ["turbo", "Turbo"],
  ["desing", "design"],
  ["sec", "security"],
])("%s was most likely meant as %s", (given, meant) => {
  expect(
    likeliest(
      given,
      ["design", "security", "Turbo", "TUR"].filter((name) => name === meant || name.length > 5),
    ),
  ).toBe(meant);
});

test("a name that is near nothing suggests nothing", () => {
  expect(likeliest("zebra", ["design", "security"])).toBeNull();
});

test("the sentence names the valid ones", () => {
  expect(noSuch("label", "x", [])).toBe('There is no label "x". There are none yet.');
  expect(noSuch("label", "desing", ["design", "docs"])).toBe(
    'There is no label "desing". Did you mean "design"? Valid: design, docs.',
  );
});
