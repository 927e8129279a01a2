import { expect, test } from "vitest";
import { statementNames } from "./statement-names.ts";

const long = (n: number) => ({ sql: `SELECT ${n} ${"x".repeat(1000)}` });

test("A long statement gets a name of its own when it comes for the third time, and keeps it.", () => {
  const name = statementNames();
  expect([1, 2, 3, 4].map(() => name(long(1)))).toEqual(["", "", "turbo_1", "turbo_1"]);
  expect([1, 2, 3].map(() => name(long(2)))).toEqual(["", "", "turbo_2"]);
  expect(name(long(1))).toBe("turbo_1");
});

test("A short statement gets none.", () => {
  const name = statementNames();
  expect([1, 2, 3, 4].map(() => name({ sql: "SELECT 1" }))).toEqual(["", "", "", ""]);
});

test("No more than 150 names are given.", () => {
  const name = statementNames();
  const given = Array.from({ length: 200 }, (_, n) => [1, 2, 3].map(() => name(long(n)))[2]);
  expect(new Set(given.filter((one) => one !== "")).size).toBe(150);
});
