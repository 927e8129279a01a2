import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");
/** What people wrote, where it is shown: `{issue.title}`, `{actor.name}`, `{item.excerpt}`. */
const SHOWN = /(?<![=$({\w])\{\s*([\w?.]+\.(?:title|name|excerpt))\s*\}/g;
/** Ours, or shown by what gives it a direction. */
const OWN = ["choice.title"];
/** What gives it one: the attribute, the element, the link of a row, or the one-line look, in the element itself or close around it. */
const DIRECTED = /dir="auto"|<bdi|<RowLink|\btruncate\b|<option/;

function sources(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.tsx$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

test("wherever words of people are shown, they have a direction of their own", () => {
  let seen = 0;
  const missing = ["app/(plan)", "components"].flatMap(sources).flatMap((file) => {
    const text = readFileSync(file, "utf8");
    return [...text.matchAll(SHOWN)].flatMap(({ 1: what = "", index }) => {
      seen++;
      const around = text.slice(0, index).split("\n").slice(-10).join("\n");
      return OWN.includes(what) || DIRECTED.test(around) ? [] : [`${path.relative(ROOT, file)}: {${what}}`];
    });
  });
  expect(missing).toEqual([]);
  expect(seen).toBeGreaterThan(40);
});
