import type { Skipped } from "../files/markdown-files.ts";
import type { Level } from "../rules/rule.ts";
import type { Told } from "../told.ts";

/** What a run over files found. */
export interface Report {
  /** All that were checked, by path. */
  files: readonly { path: string; findings: readonly Told[] }[];
  skipped: readonly Skipped[];
  /** Findings that a baseline holds, and are not among those of the files. */
  known: number;
  /** The version of Turbo. */
  version: string;
}

export const LEVELS: readonly Level[] = ["error", "warning", "info", "hint"];

/** How many there are of each level. */
export function countsOf({ files }: Pick<Report, "files">): Record<Level, number> {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { findings } of files) for (const { level } of findings) counts[level]++;
  return counts;
}

/** Every finding with the path of its file. */
export function each({ files }: Pick<Report, "files">): (Told & { path: string })[] {
  return files.flatMap(({ path, findings }) => findings.map((finding) => ({ path, ...finding })));
}
