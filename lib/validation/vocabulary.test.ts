import { expect, test } from "vitest";
import { checkText } from "./check.ts";
import { englishWords } from "./english.ts";
import { compileTruth } from "./truth.ts";
import { EXAMPLE_ENTRIES } from "./truth-examples.ts";
import { wordsOften } from "./vocabulary.ts";

test("a word that many texts of a folder use is a word, and no slip", async () => {
  const words = wordsOften(["Raeder Raeder", "raeder, once", "a RAEDER", "Another"]);
  expect(["raeder", "another", "once"].map((word) => words.has(word))).toEqual([true, false, false]);
  const truth = compileTruth(EXAMPLE_ENTRIES, { words: await englishWords() });
  const near = (known: object) =>
    checkText("The Zorvex Raeder", {}, { truth, ...known }).filter(({ rule }) => rule === "truth/near_name");
  expect([near({}).length, near({ words }).length]).toEqual([1, 0]);
});

test("general words are known in their common forms, and slips are none", async () => {
  const words = await englishWords();
  expect(["reader", "colour", "color", "settings", "raeder"].map((word) => words.has(word))).toEqual([
    ...[true, true, true, true, false],
  ]);
});
