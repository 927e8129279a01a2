import { expect, test } from "vitest";
import { EXAMPLE_COMBINATIONS, EXAMPLE_ENTRIES, EXAMPLE_FAMILIES } from "./truth-examples.ts";
import { truthProblems } from "./truth-problems.ts";

const [first, second] = EXAMPLE_ENTRIES as [(typeof EXAMPLE_ENTRIES)[0], (typeof EXAMPLE_ENTRIES)[0]];
const rest = { families: EXAMPLE_FAMILIES, combinations: EXAMPLE_COMBINATIONS };
const kinds = (...given: Parameters<typeof truthProblems>) => truthProblems(...given).map(({ kind }) => kind);

test("truth that contradicts itself, or cannot be used, is told before any text is read", () => {
  expect(truthProblems(EXAMPLE_ENTRIES, rest)).toEqual([]);
  expect(kinds([first, { ...first, slug: "other" }])).toContain("shared_name");
  const old = { text: "Zorvex Reader", status: "deprecated" } as const;
  expect(kinds([first, { ...second, dependencies: [], aliases: [old] }])).toEqual(["deprecated_elsewhere"]);
  expect(kinds([{ ...first, replacedBy: "zorvex" }])).toEqual(["replacement_loop"]);
  expect(kinds([second])).toEqual(["dangling"]);
  expect(kinds([{ ...first, name: "++" }])).toContain("no_name");
  expect(kinds([{ ...first, since: "soon" }])).toEqual(["bad_version"]);
  expect(kinds([{ ...first, facts: [{ name: "port", value: "1", stated: "(a+)+" }] }])).toEqual(["bad_pattern"]);
  const combination = { family: "acme", when: ["zorvex"], requires: ["nothing"], forbids: [], reason: "So." };
  expect(kinds([first], { combinations: [combination] })).toEqual(["unknown_combination"]);
});

test("examples of an entry that are not found, or found and should not be, are told", () => {
  const given = (flag: string[], pass: string[]) => kinds([{ ...first, examples: { flag, pass } }]);
  expect(given(["Use ZX Reader."], ["Use Zorvex Reader."])).toEqual([]);
  expect(given(["Use Zorvex Reader."], ["Use ZX Reader."])).toEqual(["example_fails", "example_fails"]);
});
