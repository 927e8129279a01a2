import { expect, test } from "vitest";
import { processorTime } from "#lib/testing/processor-time";
import { readYaml } from "./read-yaml.ts";

const problem = (yaml: string) => {
  const read = readYaml(yaml, "failsafe");
  return "problem" in read ? read.problem : null;
};

test("every scalar is the text that stands there, also under names that objects have by themselves", () => {
  const read = readYaml("a: 1\nconstructor: [yes, ~]\n__proto__: {x: y}", "failsafe");
  const value = (read as { value: object }).value;
  expect(Object.entries(value)).toEqual([
    ["a", "1"],
    ["constructor", ["yes", "~"]],
    ["__proto__", { x: "y" }],
  ]);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

test.each([
  [
    "a bomb of aliases",
    "a: &a [x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b]\nd: [*c,*c,*c]",
    "refers to its own parts too often",
  ],
  ["a circle", "a: &a {b: *a}", "is nested too deep"],
  ["lists that never end", `a: ${"[".repeat(30_000)}`, "is nested too deep"],
  ["lists in lists", `a: ${"[".repeat(500)}${"]".repeat(500)}`, "is nested too deep"],
  ["bullets in bullets", `${"- ".repeat(30_000)}a`, "is nested too deep"],
  ["a NUL", 'a: "b\\0"', "cannot be stored"],
  ["a NUL in a name", '"b\\0": a', "cannot be stored"],
  ["half of a surrogate pair", 'a: ["\\ud83d"]', "cannot be stored"],
  ["broken YAML", "a: [b", "Flow sequence"],
])("%s is told as wrong", (_, yaml, why) => {
  expect(problem(yaml)).toContain(why);
});

test("half a megabyte of names is read in a moment", () => {
  const yaml = Array.from({ length: 50_000 }, (_, place) => `n${place}: x`).join("\n");
  expect(processorTime(() => readYaml(yaml, "failsafe"))).toBeLessThan(10_000);
});
