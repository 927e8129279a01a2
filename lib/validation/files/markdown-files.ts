import { lstatSync, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import path from "node:path";
import picomatch from "picomatch";
import { TurboError } from "#lib/core/errors";
import { git, isInRepository } from "./git.ts";

export interface MarkdownFile {
  /** From the working folder on, with forward slashes. */
  path: string;
  /** Absolute. */
  place: string;
}

export interface Skipped {
  path: string;
  /** Goes on from the path: `is not UTF-8 text`. */
  reason: string;
}

export interface FoundFiles {
  /** By path. */
  files: MarkdownFile[];
  skipped: Skipped[];
  /** What is to be said of how they were found. */
  notes: string[];
}

const MARKDOWN = /\.(md|mdx|markdown)$/i;

/**
 * The Markdown files that paths name: files as they are named, folders with all below them. What git ignores, hidden
 * folders and packages are passed over. `exclude` holds patterns from `home` on. Throws `malformed` where one is not there.
 */
export function markdownFiles(
  paths: readonly string[],
  { cwd, home, exclude }: { cwd: string; home: string; exclude: readonly string[] },
): FoundFiles {
  const found: FoundFiles = { files: [], skipped: [], notes: [] };
  const isLeftOut = leavingOut(exclude, home);
  const byReal = new Map<string, MarkdownFile>();
  const add = (place: string) => {
    const file = { path: shownPath(cwd, place), place };
    if (isLeftOut(place)) return;
    const real = realPath(place);
    if (real === null) found.skipped.push({ path: file.path, reason: "is a link to what is not there" });
    else if (file.path < (byReal.get(real)?.path ?? "\uffff")) byReal.set(real, file);
  };
  for (const given of paths) {
    const place = path.resolve(cwd, given);
    const about = aboutOf(place, given);
    if (!about.isDirectory()) add(place);
    else for (const file of below(place, found, cwd)) add(file);
  }
  found.files = [...byReal.values()].sort(byPath);
  found.skipped.sort(byPath);
  return found;
}

const byPath = (one: { path: string }, other: { path: string }) => (one.path < other.path ? -1 : 1);

/** Which places these patterns, from `home` on, leave out. */
export function leavingOut(exclude: readonly string[], home: string): (place: string) => boolean {
  const matchers = exclude.map((pattern) => picomatch(patternOf(pattern), { dot: true }));
  return (place) => {
    const fromHome = shownPath(home, place);
    return matchers.some((matches) => matches(fromHome));
  };
}

/** A folder's name stands for all that is in it. */
export const patternOf = (pattern: string) =>
  /[*?[{]/.test(pattern) ? pattern : `${pattern.replace(/^\.\//, "").replace(/\/+$/, "")}{,/**}`;

/** A path as people and programs read it, from a folder on; absolute where it is not below. */
export function shownPath(from: string, place: string): string {
  const relative = path.relative(from, place);
  return (relative.startsWith("..") || path.isAbsolute(relative) ? place : relative).replaceAll(path.sep, "/");
}

function aboutOf(place: string, given: string): Stats {
  const about = statSync(place, { throwIfNoEntry: false });
  if (about) return about;
  throw new TurboError("malformed", `There is no file or folder ${given}. Nothing was checked.`);
}

function realPath(place: string): string | null {
  try {
    return realpathSync(place);
  } catch {
    return null;
  }
}

function below(folder: string, found: FoundFiles, cwd: string): string[] {
  const listed = listedByGit(folder);
  if ("out" in listed)
    return (
      listed.out
        .split("\0")
        .filter((file) => MARKDOWN.test(file) && !isPassedOver(file))
        .map((file) => path.join(folder, file))
        // What was removed and not yet committed is listed as well, and so are links to folders.
        .filter(
          (place) =>
            lstatSync(place, { throwIfNoEntry: false }) && !statSync(place, { throwIfNoEntry: false })?.isDirectory(),
        )
    );
  if (listed.why) found.notes.push(`git does not answer (${listed.why}), so what it ignores was checked as well.`);
  const files: string[] = [];
  walk(folder, files, found.skipped, cwd);
  return files;
}

/** What git has or would take; without a reason where it is not to be asked: what it ignores was named by somebody. */
function listedByGit(folder: string): ReturnType<typeof git> {
  if (!isInRepository(folder) || "out" in git(folder, "check-ignore", "--quiet", ".")) return { why: "" };
  return git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate");
}

const isPassedOver = (file: string) =>
  file
    .split("/")
    .slice(0, -1)
    .some((part) => part.startsWith(".") || part === "node_modules");

/** Links to folders are not followed, so there is no way in a circle. */
function walk(folder: string, files: string[], skipped: Skipped[], cwd: string): void {
  let entries: ReturnType<typeof entriesOf>;
  try {
    entries = entriesOf(folder);
  } catch {
    skipped.push({ path: `${shownPath(cwd, folder)}/`, reason: "cannot be opened" });
    return;
  }
  for (const entry of entries) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory() && !isPassedOver(`${entry.name}/`)) walk(place, files, skipped, cwd);
    else if (MARKDOWN.test(entry.name) && (entry.isFile() || entry.isSymbolicLink())) {
      if (statSync(place, { throwIfNoEntry: false })?.isDirectory())
        skipped.push({ path: shownPath(cwd, place), reason: "is a link to a folder, and those are not followed" });
      else files.push(place);
    }
  }
}

const entriesOf = (folder: string) => readdirSync(folder, { withFileTypes: true });
