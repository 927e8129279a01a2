import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { pathsIn, sectionOf, stepsOf } from "./read-recipe.ts";
import { FIELD, KIND } from "./recipes.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
const GUIDE = read("CONTRIBUTING.md");

test("the guide names only files and folders that are there", () => {
  expect(pathsIn(GUIDE).length).toBeGreaterThan(40);
  expect(pathsIn(GUIDE).filter((name) => !existsSync(path.join(ROOT, name)))).toEqual([]);
});

test("the steps of a new field are the files that its trial edits, no more and no fewer", () => {
  const named = stepsOf(sectionOf(GUIDE, "Add a field")).flatMap(pathsIn);
  expect(named.sort()).toEqual([...new Set(FIELD.map(({ file }) => file))].sort());
});

test("the first two steps of a new noun are the files that its trial edits", () => {
  const named = stepsOf(sectionOf(GUIDE, "Add a noun")).slice(0, 2).flatMap(pathsIn);
  expect(named).toEqual([...new Set(KIND.map(({ file }) => file))]);
});

test("every edit of the trials fits its source at one place", () => {
  expect([...FIELD, ...KIND].filter(({ file, find }) => read(file).split(find).length !== 2)).toEqual([]);
});
