import { expect, test } from "vitest";
import { checkText, RULES } from "./check.ts";
import { applyEdits } from "./edits.ts";
import { englishWords } from "./english.ts";
import { EXAMPLES } from "./examples.ts";
import { PLAN_RULES } from "./rules/plan.ts";
import { compileTruth } from "./truth.ts";
import { EXAMPLE_COMBINATIONS, EXAMPLE_ENTRIES, EXAMPLE_FAMILIES } from "./truth-examples.ts";

const truth = compileTruth(EXAMPLE_ENTRIES, {
  families: EXAMPLE_FAMILIES,
  combinations: EXAMPLE_COMBINATIONS,
  words: await englishWords(),
});

test("every rule has an example, save those of the plan, which have sentences of their own", () => {
  const rules = RULES.filter((rule) => !PLAN_RULES.includes(rule)).map(({ id }) => id);
  expect(Object.keys(EXAMPLES).sort()).toEqual(rules.sort());
});

test.each(Object.entries(EXAMPLES))(
  "%s marks what is wrong, where it is, and nothing else",
  (id, [wrong, marked, right]) => {
    const found = (text: string) => checkText(text, {}, { truth }).filter(({ rule }) => rule === id);
    expect(found(wrong).map(({ start, end }) => wrong.slice(start, end))).toEqual(marked);
    expect(found(right)).toEqual([]);
    expect(found(wrong.replaceAll("\n", "\r\n")).length).toBe(marked.length);
  },
);

test("an edit mends what it was found for, changes nothing else and finds nothing to do again", () => {
  const text = "one \r\n\r\n\r\n\r\n[a](./b c.md)\t\r\n";
  const edits = checkText(text).flatMap(({ edit }) => edit ?? []);
  const mended = applyEdits(text, edits).text;
  expect(mended).toBe("one\r\n\r\n[a](<./b c.md>)\r\n");
  expect(checkText(mended).filter(({ edit }) => edit)).toEqual([]);
});

test("levels and limits can be set, and a finding says its line and column", () => {
  const settings = {
    levels: { "seo/h1_required": "off" },
    limits: { "structure/deep_nesting": { level: 1 } },
  } as const;
  const found = checkText(`> text\n>\n> ## a\n\n${"word ".repeat(40)}\n`, settings);
  expect(found.filter(({ rule }) => rule === "seo/h1_required" || rule === "structure/deep_nesting")).toMatchObject([
    { rule: "structure/deep_nesting", line: 3, column: 6, level: "info" },
  ]);
});

test("what spaces and empty lines mean stays: a line break, a value of front matter", () => {
  const text = "---\ntext: |\n  one\n\n\n\n  two\n---\n\n# A page\n\none   \ntwo\n";
  expect(checkText(text).filter(({ edit }) => edit)).toEqual([]);
});
