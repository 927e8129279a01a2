import { expect, test } from "vitest";
import { csvRows } from "./csv-rows.ts";

test("Cells may be quoted, go over lines and be empty, and each row says where it begins.", () => {
  expect(csvRows('a,b\r\n"x ""y""\nz",\n\n,c')).toEqual([
    { line: 1, cells: ["a", "b"] },
    { line: 2, cells: ['x "y"\nz', ""] },
    { line: 5, cells: ["", "c"] },
  ]);
  expect(csvRows("a,")).toEqual([{ line: 1, cells: ["a", ""] }]);
  expect(csvRows("")).toEqual([]);
});

test("A quote that nothing closes, or that ends before its cell does, is told by its line.", () => {
  expect(csvRows('a\n"b\nc\n')).toEqual({ openSince: 2 });
  expect(csvRows('a\n\n"b"c\n')).toEqual({ openSince: 3 });
});
