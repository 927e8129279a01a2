import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { TurboError } from "#lib/core/errors";

/** Where Backlog.md keeps task files, in the order in which one id beats another. */
export const PLACES = ["tasks", "completed", "drafts", "archive/tasks", "archive/drafts"] as const;
export type Place = (typeof PLACES)[number];

/** Bytes; a larger file is no task. */
const LARGEST_FILE = 4_000_000;

export interface TaskFile {
  /** From the backlog folder on, with forward slashes. */
  file: string;
  place: Place;
  text: string;
}

export interface SkippedFile {
  file: string;
  reason: string;
}

export interface BacklogFolder {
  files: TaskFile[];
  /** Milestone files' texts. */
  milestones: string[];
  skipped: SkippedFile[];
}

/**
 * Reads the task files of a Backlog.md folder; the path may name the folder itself or the repository that holds it.
 * Files that cannot be read are named in `skipped`. Throws `not_found` and `invalid` where there is no such folder.
 */
export function readBacklogFolder(given: string): BacklogFolder {
  const root = findRoot(path.resolve(given));
  const found: BacklogFolder = { files: [], milestones: [], skipped: [] };
  for (const place of PLACES) {
    for (const name of markdownFiles(path.join(root, place))) {
      const file = `${place}/${name}`;
      const read = readText(path.join(root, file));
      if ("text" in read) found.files.push({ file, place, text: read.text });
      else found.skipped.push({ file, reason: read.reason });
    }
  }
  for (const place of ["milestones", "archive/milestones"]) {
    for (const name of markdownFiles(path.join(root, place))) {
      const read = readText(path.join(root, place, name));
      if ("text" in read) found.milestones.push(read.text);
    }
  }
  return found;
}

function findRoot(given: string): string {
  const about = statSync(given, { throwIfNoEntry: false });
  if (!about) throw new TurboError("not_found", `There is no folder ${given}.`);
  if (!about.isDirectory()) {
    throw new TurboError("invalid", `${given} is a file. Name the folder that holds tasks/ and completed/.`);
  }
  const candidates = [given, path.join(given, "backlog"), path.join(given, ".backlog")];
  const root = candidates.find((folder) => PLACES.some((place) => isFolder(path.join(folder, place))));
  if (root) return root;
  throw new TurboError(
    "invalid",
    `${given} is not a Backlog.md folder: it has none of ${PLACES.map((place) => `${place}/`).join(", ")}.`,
  );
}

function isFolder(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function markdownFiles(folder: string): string[] {
  if (!isFolder(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.md$/i.test(name) && !name.startsWith("."))
    .sort();
}

function readText(file: string): { text: string } | { reason: string } {
  try {
    const about = statSync(file);
    if (!about.isFile()) return { reason: "is not a file" };
    if (about.size > LARGEST_FILE) {
      return { reason: `has ${megabytes(about.size)} MB; the limit is ${megabytes(LARGEST_FILE)} MB` };
    }
    const text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
    return { text: text.replace(/\r\n?/g, "\n") };
  } catch (error) {
    if (error instanceof TypeError) return { reason: "is not UTF-8 text" };
    return { reason: `cannot be read (${error instanceof Error && "code" in error ? error.code : "unknown cause"})` };
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
