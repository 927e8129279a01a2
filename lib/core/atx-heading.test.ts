import { expect, test } from "vitest";
import { atxHeading } from "./atx-heading.ts";

test.each([
  ["# Title", 1, "Title"],
  ["###\tTitle ##  ", 3, "Title"],
  ["## C#", 2, "C#"],
  ["#", 1, ""],
  ["## ##", 2, ""],
  [`# a${" #".repeat(500_000)}x`, 1, `a${" #".repeat(500_000)}x`],
  [`# a${" ".repeat(1_000_000)}b`, 1, `a${" ".repeat(1_000_000)}b`],
])("a heading is read, however long: %.20s", (line, level, text) => {
  expect(atxHeading(line)).toEqual({ level, text });
});

test.each(["Title", "#Title", " # Title", "####### Title", ""])("%s is no heading", (line) => {
  expect(atxHeading(line)).toBeNull();
});
