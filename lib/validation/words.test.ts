import fc from "fast-check";
import { expect, test } from "vitest";
import { countWords, hashOf, humpsOf, Tokens, wordsIn } from "./words.ts";

const hostile = fc.string({
  unit: fc.constantFrom(..."abZY09_-. \n", "ß", "İ", "é", "e\u0301", "ﬁ", "漢", "𝒜", "\ud83d", "\u200b", "א"),
  maxLength: 30,
});

test("words read as numbers are the words of the text, by place and by how they are compared", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const tokens = new Tokens();
      tokens.read(text, 0, text.length);
      const words = wordsIn(text, 0, text.length);
      expect(countWords(text, 0, text.length)).toBe(words.length);
      const read = Array.from({ length: tokens.count }, (_, at) => ({
        place: [tokens.starts[at], tokens.ends[at]],
        hash: [tokens.low[at], tokens.high[at]],
      }));
      expect(read).toEqual(
        words.map(({ start, end, folded }) => ({ place: [start, end], hash: hashOf(folded).map((part) => part | 0) })),
      );
      // What may be several words is told as such.
      for (const [at, word] of words.entries()) {
        if (humpsOf(text, word).length > 1) expect(tokens.humps[at]).toBe(1);
      }
    }),
    { numRuns: 3000 },
  );
});

test("words beyond the first thousand are kept as well", () => {
  const tokens = new Tokens();
  const text = "one two ".repeat(3000);
  tokens.read(text, 0, text.length);
  expect(tokens.count).toBe(6000);
  expect(text.slice(tokens.starts[5999], tokens.ends[5999])).toBe("two");
});
