import fc from "fast-check";
import { expect, test } from "vitest";
import { distanceWithin, likeness } from "./word-distance.ts";

/** By its definition, without a limit. */
function plainDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const row = rows[i] as number[];
      row[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + Number(a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j] ?? 0, at(i - 2, j - 2) + 1);
    }
  }
  return at(a.length, b.length);
}

const word = fc.string({ unit: fc.constantFrom(..."abcd"), maxLength: 9 });

test("the distance is that of the definition as far as it is asked for", () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 3 }), (one, other, most) => {
      expect(distanceWithin(one, other, most)).toBe(Math.min(plainDistance(one, other), most + 1));
    }),
    { numRuns: 2000 },
  );
  expect(distanceWithin("turbo", "trubo", 1)).toBe(1);
});

test("likeness is 1 for the same, 0 for nothing in common, and known in between", () => {
  expect([likeness("a", "a"), likeness("ab", "cd")]).toEqual([1, 0]);
  expect(likeness("martha", "marhta")).toBeCloseTo(0.9611, 4);
  expect(likeness("dwayne", "duane")).toBeCloseTo(0.84, 4);
  expect(likeness("dixon", "dicksonx")).toBeCloseTo(0.8133, 4);
});
