import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { transformSync } from "esbuild";

/**
 * Makes the server's JavaScript smaller in memory. The bundler writes the same chunk once for each group of routes, under
 * names of their own, and the process would hold every copy: they become one. And a source with a single letter beyond
 * Latin-1 takes two bytes for each letter: such letters become escapes.
 *
 * `folder` is Next's `server` folder, which is changed in place.
 */
export function shareChunks(folder) {
  const files = readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".js"))
    .map((name) => path.join(folder, name));
  const chunks = new Map();
  const copies = new Map();
  for (const file of files.filter((file) => file.includes(`${path.sep}chunks${path.sep}`)).sort()) {
    const source = readFileSync(file, "utf8").replace(/\n\/\/# sourceMappingURL=\S+\s*$/, "");
    const place = `${path.dirname(file)}\n${source}`;
    const first = chunks.get(place);
    if (first) copies.set(file, first);
    else chunks.set(place, file);
  }
  // Everything that loads a chunk names it by its path from the folder on, whatever stands before that.
  const named = (file) => `/${path.relative(folder, file).split(path.sep).join("/")}`;
  const names = new Map([...copies].map(([copy, first]) => [named(copy), named(first)]));
  for (const copy of copies.keys()) rmSync(copy);
  for (const file of files.filter((one) => !copies.has(one))) {
    const source = readFileSync(file, "utf8");
    const renamed = source.replace(/\/chunks\/[^"'`\\]+\.js/g, (name) => names.get(name) ?? name);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: all of Latin-1 is meant.
    const small = /[^\x00-\xff]/.test(renamed) ? escaped(renamed) : renamed;
    if (small !== source) writeFileSync(file, small);
  }
}

function escaped(source) {
  return transformSync(source, { charset: "ascii", minifyWhitespace: true, legalComments: "none" }).code;
}
