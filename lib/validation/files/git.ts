import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

/** What git answers in a folder, or why it does not. */
export function git(folder: string, ...args: readonly string[]): { out: string } | { why: string } {
  const { status, stdout, stderr, error } = spawnSync("git", ["-C", folder, ...args], {
    encoding: "utf8",
    maxBuffer: 1_000_000_000,
  });
  if (status === 0) return { out: stdout };
  return { why: error ? error.message : (stderr.split("\n")[0] ?? "").replace(/^fatal: /, "") };
}

/** Is a folder in a repository of git, whether git can be asked or not? */
export function isInRepository(folder: string): boolean {
  if (existsSync(path.join(folder, ".git"))) return true;
  const parent = path.dirname(folder);
  return parent !== folder && isInRepository(parent);
}
