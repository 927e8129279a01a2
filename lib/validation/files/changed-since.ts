import path from "node:path";
import { TurboError } from "#lib/core/errors";
import { git } from "./git.ts";

/** Lines that a file has since then, each first and last; null for all of them. */
export type ChangedLines = readonly (readonly [first: number, last: number])[] | null;

/**
 * Files that are otherwise than where this branch left a revision, by their absolute path, what nobody committed yet
 * included. Throws `malformed`.
 */
export function changedSince(revision: string, cwd: string): Map<string, ChangedLines> {
  const ask = (...args: string[]) => {
    const answer = git(cwd, ...args);
    if ("out" in answer) return answer.out;
    throw new TurboError("malformed", `--since ${revision}: git says: ${answer.why}.`);
  };
  const top = ask("rev-parse", "--show-toplevel").trim();
  const known = git(cwd, "rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`);
  if (!("out" in known))
    throw new TurboError(
      "malformed",
      `--since ${revision}: git knows no such revision here. In CI fetch the whole history, like fetch-depth: 0.`,
    );
  const base = git(cwd, "merge-base", known.out.trim(), "HEAD");
  const from = "out" in base ? base.out.trim() : known.out.trim();
  const changed = linesOf(
    ask(
      "-c",
      "core.quotePath=false",
      "diff",
      "--no-color",
      "--no-ext-diff",
      "--no-textconv",
      "--unified=0",
      "--no-prefix",
      "--no-renames",
      "--diff-filter=d",
      from,
    ),
    top,
  );
  for (const file of ask("ls-files", "--others", "--exclude-standard", "--full-name", "-z", top).split("\0"))
    if (file) changed.set(path.join(top, file), null);
  return changed;
}

/** Hunks of a diff without lines around them. */
function linesOf(diff: string, top: string): Map<string, ChangedLines> {
  const changed = new Map<string, [number, number][]>();
  let lines: [number, number][] = [];
  let inHead = true;
  for (const line of diff.split("\n")) {
    if (line.startsWith("diff --git ")) inHead = true;
    if (inHead && line.startsWith("+++ ")) {
      lines = [];
      changed.set(path.join(top, unquoted(line.slice(4))), lines);
    }
    const [, first, many = "1"] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    if (first === undefined) continue;
    inHead = false;
    lines.push([Number(first), Number(first) + Number(many) - 1]);
  }
  return changed;
}

const ESCAPED: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** git puts a tab behind names with spaces, and quotes round those with signs. */
function unquoted(name: string): string {
  const bare = name.replace(/\t$/, "");
  if (!bare.startsWith('"')) return bare;
  return bare
    .slice(1, -1)
    .replace(/\\(?:([0-7]{3})|(.))/g, (_, octal: string | undefined, sign: string) =>
      octal ? String.fromCharCode(Number.parseInt(octal, 8)) : (ESCAPED[sign] ?? sign),
    );
}
