import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";

const folder = mkdtempSync(path.join(os.tmpdir(), "turbo-chunks-"));
afterEach(() => rmSync(folder, { recursive: true }));

test("a chunk that was written several times stays once, and everything that loads it still does", async () => {
  const { shareChunks } = await import(path.join(import.meta.dirname, "share-chunks.mjs"));
  const chunks = path.join(folder, "chunks");
  mkdirSync(path.join(folder, "app"));
  mkdirSync(path.join(chunks, "ssr"), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  const chunk = (name: string, word: string) =>
    `module.exports = { word: "${word}" };\n\n//# sourceMappingURL=${name}.map`;
  write("chunks/_one._.js", chunk("_one._.js", "привет… 😀"));
  write("chunks/_two._.js", chunk("_two._.js", "привет… 😀"));
  write("chunks/_other._.js", chunk("_other._.js", "other…"));
  write("chunks/ssr/_one._.js", chunk("_one._.js", "plain"));
  write("app/a.js", `module.exports = [require("../chunks/_one._.js"), require("../chunks/_other._.js")];`);
  write("app/b.js", `module.exports = [require("../chunks/_two._.js"), require("../chunks/ssr/_one._.js")];`);

  shareChunks(folder);

  expect(readdirSync(chunks).sort()).toEqual(["_one._.js", "_other._.js", "ssr"]);
  const load = createRequire(path.join(folder, "app/"));
  const [[one, other], [two, plain]] = [load("./a.js"), load("./b.js")];
  expect(two).toBe(one);
  expect([one.word, other.word, plain.word]).toEqual(["привет… 😀", "other…", "plain"]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
  expect(readFileSync(path.join(chunks, "_one._.js"), "utf8")).toMatch(/^[\x00-\x7f]*$/);
});
