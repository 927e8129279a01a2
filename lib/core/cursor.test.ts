import fc from "fast-check";
import { expect, test } from "vitest";
import { readCursor, writeCursor } from "./cursor.ts";

const DAY_ONE = new Date("0001-01-01T00:00:00Z");
const LAST_DAY = new Date("9999-12-31T23:59:59Z");

test("a cursor gives back the values it was made from, dates and numbers too", () => {
  const text = fc.string({ unit: "binary" }).filter((value) => !value.includes("\u0000") && value.isWellFormed());
  const at = fc.date({ noInvalidDate: true, min: DAY_ONE, max: LAST_DAY });
  fc.assert(
    fc.property(text, at, fc.integer(), (id, createdAt, priorityOrder) => {
      const cursor = writeCursor("list", [priorityOrder, createdAt, id]) ?? "";
      expect(readCursor("list", cursor, ["priorityOrder", "createdAt", "id"])).toEqual([priorityOrder, createdAt, id]);
    }),
  );
});

test.each([
  ["createdAt", 1],
  ["createdAt", "x"],
  ["createdAt", new Date("-271821-04-20T00:00:00Z")],
  ["priorityOrder", 1e20],
  ["priorityOrder", 1.5],
  ["priorityOrder", "1"],
  ["id", 5],
  ["id", "\u0000"],
  ["id", "\ud800"],
])("a made-up cursor with a %s of %j is refused before the database sees it", (column, value) => {
  const cursor = writeCursor("list", [value]) ?? "";
  expect(() => readCursor("list", cursor, [column])).toThrow("Start again without it");
});

test.each(["not a cursor", "e30", writeCursor("other", ["a"]) ?? "", writeCursor("list", ["a", "b"]) ?? ""])(
  "%s is refused with what to do",
  (cursor) => {
    expect(() => readCursor("list", cursor, ["id"])).toThrow("Start again without it");
  },
);
