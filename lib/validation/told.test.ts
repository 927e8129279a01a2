import { expect, test } from "vitest";
import { checkText } from "./check.ts";
import { tell } from "./told.ts";

const told = (text: string) =>
  tell(
    text,
    checkText(text).filter(({ rule }) => rule === "links/broken_reference"),
  );

test("A finding has its places in characters and in bytes.", () => {
  expect(told("é𐐀 [a](#x) [b](#x)\n")).toMatchObject([
    { start: { line: 1, column: 9, byte: 12 }, end: { line: 1, column: 11, byte: 14 }, snippet: "#x" },
    { start: { line: 1, column: 17, byte: 20 } },
  ]);
});

test("A fingerprint stays when lines move, and tells apart what is alike.", () => {
  const before = told("One [a](#x).\n\nTwo [a](#x).\n\nTwo [a](#x).\n").map(({ fingerprint }) => fingerprint);
  const after = told("# New\n\nOne  [a](#x).\r\n\r\nTwo [a](#x).\n\nTwo [a](#x).\n").map(
    ({ fingerprint }) => fingerprint,
  );
  expect(after).toEqual(before);
  expect(new Set(before).size).toBe(3);
});
