import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";

const { isUnchanged, noteUnchanged } = await import(path.join(import.meta.dirname, "unchanged.mjs"));

let root: string;
const source = () => path.join(root, "lib/say.ts");
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "turbo-unchanged-"));
  for (const folder of ["lib", "dist/cli"]) mkdirSync(path.join(root, folder), { recursive: true });
  writeFileSync(source(), "say(1)");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const note = (current = true) => noteUnchanged(root, () => current, 30);

test("what changed a moment ago is not noted: it could change again unseen", () => {
  writeFileSync(source(), "say(2)");
  expect(noteUnchanged(root, () => true)).toBe(true);
  expect(isUnchanged(root)).toBe(false);
});

test("what is not current is not noted", async () => {
  await sleep(60);
  expect(note(false)).toBe(false);
  expect(isUnchanged(root)).toBe(false);
});

test.each<[string, () => void]>([
  ["another content of the same length, with the time of before", rewritten],
  ["a new file", () => writeFileSync(path.join(root, "lib/more.ts"), "")],
  ["another name", () => renameSync(source(), path.join(root, "lib/tell.ts"))],
  ["a file less", () => rmSync(source())],
])("after a note, %s is seen", async (_, change) => {
  await sleep(60);
  note();
  expect(isUnchanged(root)).toBe(true);
  change();
  expect(isUnchanged(root)).toBe(false);
});

test("a test beside the sources is no source", async () => {
  await sleep(60);
  note();
  writeFileSync(path.join(root, "lib/say.test.ts"), "");
  expect(isUnchanged(root)).toBe(true);
});

function rewritten(): void {
  const { atime, mtime } = statSync(source());
  writeFileSync(source(), "say(2)");
  utimesSync(source(), atime, mtime);
}
