import fc from "fast-check";
import { expect, test } from "vitest";
import { checkText, mendText } from "./check.ts";
import { englishWords } from "./english.ts";
import { compileTruth } from "./truth.ts";
import { EXAMPLE_ENTRIES, EXAMPLE_FAMILIES } from "./truth-examples.ts";

const truth = compileTruth(EXAMPLE_ENTRIES, { families: EXAMPLE_FAMILIES, words: await englishWords() });

function expectWithin(text: string): void {
  for (const { start, end, line, column, edit } of checkText(text, {}, { truth })) {
    expect(start >= 0 && start <= end && end <= text.length && line > 0 && column > 0).toBe(true);
    if (edit) expect(edit.start >= 0 && edit.start <= edit.end && edit.end <= text.length).toBe(true);
  }
}

test.each<[string, string]>([
  ["one line of a megabyte", "Zorvex Raeder and tovik ".repeat(45_000)],
  ["thousands of statements about one name", "Zorvex Reader port is 1 ".repeat(8_000)],
  ["front matter that refers to what is not there", "---\nglob: *.md\n---\n\nZX Reader\n"],
  ["letters before what may be an address", `${"a".repeat(100_000)} @b.com`],
  ["a target that nothing closes", `](/${" a".repeat(50_000)}`],
  ["entities at the end of an address", `http://x${"&a;".repeat(30_000)}`],
  ["comments that nothing ends", "<!-- ".repeat(30_000)],
  ["spaces inside a line", `x${" ".repeat(100_000)}x`],
  ["images within images", `${"![".repeat(15_000)}a${"](a)".repeat(15_000)}`],
  ["flags and signs that nobody sees", "\u{1f3f4}\u{e0067}".repeat(30_000)],
  ["300 nested lists", Array.from({ length: 300 }, (_, at) => `${"  ".repeat(at)}- ZX Reader`).join("\n")],
  ["300 nested quotes", `${"> ".repeat(300)}ZX Reader`],
  ["brackets that nothing closes", "[".repeat(20_000)],
  ["backticks of all lengths", Array.from({ length: 300 }, (_, at) => "`".repeat(at)).join(" ")],
  ["bytes of a program", Array.from({ length: 20_000 }, (_, at) => String.fromCharCode((at * 7919) % 256)).join("")],
  ["front matter that is none", "---\n\t: [}\ntitle: 'a\n---\n\nZX Reader\n"],
  ["front matter without an end", "---\ntitle: ZX Reader\n"],
  ["text from right to left", "ההגדרות של ZX Reader נמצאות כאן. ".repeat(500)],
  ["text without spaces", "設定は ZX Reader にあります。".repeat(500)],
  ["one word of 20,000 letters", `ZX Reader ${"x".repeat(20_000)}`],
  ["words of many letters", Array.from({ length: 5_000 }, (_, at) => `x${at}`.padEnd(40, "abc")).join(" ")],
  ["halves of pairs", "\ud83d ZX Reader \udc00".repeat(500)],
  ["nothing", ""],
])("%s is read without an error, and what is found lies in it", (_, text) => {
  expectWithin(text);
});

const hostile = fc.array(
  fc.constantFrom(
    "# ",
    "- ",
    "> ",
    "`",
    "```\n",
    "[",
    "](",
    ")",
    "**",
    "|",
    "\n",
    "\r\n",
    "\r",
    "  ",
    "\t",
    "---\n",
    "<!--",
    "-->",
    "<b>",
    "&",
    "\\",
    "\u200b",
    "\uFEFF",
    "ZX Reader",
    "zorvex reader",
    "Zorvex Raeder",
    "Tovik",
    "a.md",
    "title: ",
  ),
  { maxLength: 40 },
);

test("any text is read without an error, and mended once and for all", () => {
  fc.assert(
    fc.property(hostile, (parts) => {
      const text = parts.join("");
      expectWithin(text);
      const mended = mendText(text, {}, { truth });
      expect(mendText(mended, {}, { truth })).toBe(mended);
    }),
    { numRuns: 300 },
  );
});
