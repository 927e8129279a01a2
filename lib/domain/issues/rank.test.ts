import fc from "fast-check";
import { expect, test } from "vitest";
import { rankBetween, rankOfNumber } from "./rank.ts";

test("ranks of numbers rise with the numbers and leave room on both sides", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000_000 }), (n) => {
      const [here, next] = [rankOfNumber(n), rankOfNumber(n + 1)];
      expect(here < next).toBe(true);
      const between = rankBetween(here, next);
      expect(here < between && between < next).toBe(true);
      expect(rankBetween(null, here) < here).toBe(true);
    }),
  );
});
