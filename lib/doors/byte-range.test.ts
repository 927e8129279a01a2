import { expect, test } from "vitest";
import { byteRange } from "./byte-range.ts";

test.each([
  ["bytes=0-4", { first: 0, last: 4 }],
  ["bytes=5-", { first: 5, last: 99 }],
  ["bytes=-10", { first: 90, last: 99 }],
  ["bytes=-1000", { first: 0, last: 99 }],
  ["bytes=90-1000", { first: 90, last: 99 }],
  ["bytes=100-", "unsatisfiable"],
  ["bytes=-0", "unsatisfiable"],
  ["bytes=9-3", null],
  ["bytes=0-1,4-5", null],
  ["lines=0-1", null],
  ["bytes=-", null],
  [null, null],
] as const)("Of a hundred bytes %s asks for the right ones.", (header, range) => {
  expect(byteRange(header, 100)).toEqual(range);
});
