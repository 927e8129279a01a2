import path from "node:path";
import { expect, test } from "vitest";

const { objections } = await import(path.join(import.meta.dirname, "licenses.mjs"));

const found = (licence: string, more: { name?: string; script?: boolean } = {}) =>
  objections([{ name: "thing", version: "1.0.0", script: false, licence, ...more }], { known: true, refused: false });

test("Allowed licences pass: alone, as one of several, and together.", () => {
  for (const licence of ["MIT", "(GPL-3.0-only OR MIT)", "MIT AND ISC", "MIT and ISC"])
    expect(found(licence)).toEqual([]);
});

test("Any other licence, one of several that all hold, and none at all are named with their package.", () => {
  for (const licence of ["GPL-3.0-only", "MIT AND GPL-3.0-only", "", "SEE LICENSE IN LICENSE"]) {
    expect(found(licence)).toEqual([expect.stringContaining("thing@1.0.0 is under")]);
  }
});

test("An exception holds for its package and licence only.", () => {
  expect(found("MPL-2.0", { name: "lightningcss-linux-x64-gnu" })).toEqual([]);
  expect(found("MPL-2.0", { name: "lightning" })).toHaveLength(1);
  expect(found("GPL-3.0-only", { name: "lightningcss" })).toHaveLength(1);
});

test("A package that runs a script when it is installed passes only where somebody said whether it may.", () => {
  expect(found("MIT", { script: true })).toEqual([expect.stringContaining("runs a script")]);
  for (const name of ["known", "refused"]) expect(found("MIT", { script: true, name })).toEqual([]);
});
