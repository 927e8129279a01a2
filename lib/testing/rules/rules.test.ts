import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { RULES } from "./rules.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");

test("Each rule names a test that is there.", () => {
  const missing = RULES.filter(
    ({ file, test: name }) => !existsSync(path.join(ROOT, file)) || !read(file).includes(JSON.stringify(name)),
  );
  expect(missing.map(({ rule }) => rule)).toEqual([]);
});

test("No rule stands twice.", () => {
  expect(new Set(RULES.map(({ rule }) => rule)).size).toBe(RULES.length);
});

test("Ten rules or more can be broken, each by one edit that still fits its source.", () => {
  const breakable = RULES.flatMap(({ broken }) => broken ?? []);
  expect(breakable.length).toBeGreaterThanOrEqual(10);
  expect(breakable.filter(({ file, find }) => read(file).split(find).length !== 2)).toEqual([]);
});
