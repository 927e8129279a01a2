import { expect, test } from "vitest";
import { englishWords } from "./english.ts";

test("general words are known in their common forms, and slips are none", async () => {
  const words = await englishWords();
  expect(["reader", "colour", "color", "settings", "raeder"].map((word) => words.has(word))).toEqual([
    ...[true, true, true, true, false],
  ]);
});
