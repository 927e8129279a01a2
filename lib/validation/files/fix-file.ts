import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createTwoFilesPatch } from "diff";
import type { Known, Settings } from "../check.ts";
import { mendText } from "../check.ts";
import { readMarkdown } from "./check-file.ts";
import type { MarkdownFile } from "./markdown-files.ts";

const MARK = "\uFEFF";

/** Writes a file that is mended as far as can be done safely, or says why it is left alone. `hash`: of what was checked. */
export function fixFile(file: MarkdownFile, hash: string, settings: Settings, known: Known): { left: string } | null {
  const fixed = fixedText(file, hash, settings, known);
  if ("left" in fixed) return fixed;
  if (fixed.after === fixed.before) return null;
  const place = realpathSync(file.place);
  // To put another file in its place asks nothing of the file itself.
  if ((statSync(place).mode & 0o222) === 0) return { left: "is read-only" };
  const fresh = `${place}.turbo-${process.pid}`;
  try {
    writeFileSync(fresh, fixed.after, { flag: "wx" });
    chmodSync(fresh, statSync(place).mode);
    const read = readMarkdown(place);
    if ("reason" in read || read.hash !== hash) return CHANGED;
    renameSync(fresh, place);
    return null;
  } catch (error) {
    return { left: `cannot be written (${error instanceof Error && "code" in error ? error.code : String(error)})` };
  } finally {
    rmSync(fresh, { force: true });
  }
}

const CHANGED = { left: "changed meanwhile, and is left alone" };

/** The change that mending a file would be, as a unified diff; empty where there is none. */
export function fixDiff(file: MarkdownFile, hash: string, settings: Settings, known: Known): string {
  const fixed = fixedText(file, hash, settings, known);
  if ("left" in fixed || fixed.after === fixed.before) return "";
  return createTwoFilesPatch(`a/${file.path}`, `b/${file.path}`, fixed.before, fixed.after, "", "", {
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  });
}

function fixedText(
  { place }: MarkdownFile,
  hash: string,
  settings: Settings,
  known: Known,
): { before: string; after: string } | { left: string } {
  const read = readMarkdown(place);
  if ("reason" in read) return { left: read.reason };
  if (read.hash !== hash) return CHANGED;
  const mark = read.marked ? MARK : "";
  return { before: mark + read.text, after: mark + mendText(read.text, settings, known) };
}
