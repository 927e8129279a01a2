import fc from "fast-check";
import { expect, test } from "vitest";
import { distanceWithin } from "#lib/core/word-distance";
import { NearWords } from "./near-words.ts";

const word = fc.string({ unit: fc.constantFrom(..."abcd"), maxLength: 9 });

test("near words are exactly those within the edits that their lengths allow", () => {
  fc.assert(
    fc.property(fc.uniqueArray(word, { maxLength: 30 }), word, (words, asked) => {
      const most = (letters: number) => (letters < 4 ? 0 : letters < 8 ? 1 : 2);
      const expected = words.filter((one) => {
        const allowed = Math.min(most(one.length), most(asked.length));
        return allowed > 0 && distanceWithin(one, asked, allowed) <= allowed;
      });
      const known = words.includes(asked) && asked.length >= 4;
      expect(
        new NearWords(words)
          .of(asked)
          .map((near) => near.word)
          .sort(),
      ).toEqual(known ? [] : expected.sort());
    }),
    { numRuns: 500 },
  );
});
