import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";

/** Where a function stands, as the profiler says it: lines and columns from 0. */
export interface CallFrame {
  functionName: string;
  url: string;
  lineNumber: number;
  columnNumber: number;
}

/** Where it stands in the sources: a file of the clone, `node_modules/…`, `node:…`; empty for what is native. */
export interface Place {
  file: string;
  line: number;
  name: string;
}

type Lookup = (line: number, column: number) => { source: string; line: number; column: number } | null;

/** Finds the sources of what a built server runs, by the maps that the build left in `dist`. */
export function sourcePlaces(root: string, dist: string): (frame: CallFrame) => Place {
  const lookups = new Map<string, Lookup[]>();
  const inClone = (file: string) => {
    const modules = file.lastIndexOf("node_modules/");
    if (modules >= 0) return file.slice(modules);
    return path.isAbsolute(file) ? path.relative(root, file) : file.replace(/^(\.\.?\/)+/, "");
  };
  return ({ url, functionName, lineNumber, columnNumber }) => {
    const name = functionName || "(anonymous)";
    if (!url.startsWith("file:") && !path.isAbsolute(url)) return { file: url, line: lineNumber + 1, name };
    const file = url.startsWith("file:") ? fileURLToPath(url) : url;
    let found = { source: file, line: lineNumber, column: columnNumber };
    const chain = lookups.get(file) ?? mapsOf(file, dist);
    lookups.set(file, chain);
    for (const lookup of chain) found = lookup(found.line, found.column) ?? found;
    return { file: inClone(found.source), line: found.line + 1, name };
  };
}

/** From the served chunk to the built one, where characters were escaped, and from there to the sources. */
function mapsOf(served: string, dist: string): Lookup[] {
  const [, chunk] = served.split(/standalone\/[^/]+\/(?=server\/)/);
  const built = chunk ? path.join(dist, chunk) : null;
  if (!built || !existsSync(`${built}.map`)) return [];
  const sources = lookupIn(JSON.parse(readFileSync(`${built}.map`, "utf8")), path.dirname(built));
  const text = readFileSync(built, "utf8").replace(/\n\/\/# sourceMappingURL=\S+\s*$/, "");
  if (readFileSync(served, "utf8").length === text.length) return [sources];
  const { map } = transformSync(text, {
    charset: "ascii",
    minifyWhitespace: true,
    legalComments: "none",
    sourcemap: "external",
    sourcefile: built,
  });
  return [lookupIn(JSON.parse(map), ""), sources];
}

function lookupIn(payload: ConstructorParameters<typeof SourceMap>[0], folder: string): Lookup {
  const map = new SourceMap(payload);
  return (line, column) => {
    const entry = map.findEntry(line, column);
    if (!("originalSource" in entry)) return null;
    const source = entry.originalSource.startsWith("file:")
      ? fileURLToPath(entry.originalSource)
      : entry.originalSource;
    const at = path.isAbsolute(source) ? source : path.join(folder, source);
    return { source: at, line: entry.originalLine, column: entry.originalColumn };
  };
}
