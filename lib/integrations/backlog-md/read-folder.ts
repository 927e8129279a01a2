import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { TurboError } from "#lib/core/errors";

/** Where Backlog.md keeps task files, in the order in which one id beats another. */
export const PLACES = ["tasks", "completed", "drafts", "archive/tasks", "archive/drafts"] as const;
export type Place = (typeof PLACES)[number];

/** Bytes; a larger file is no task. */
const LARGEST_FILE = 4_000_000;

/** A file of anything but tasks. */
export interface NounFile {
  /** From the backlog folder on, with forward slashes. */
  file: string;
  text: string;
}

export interface TaskFile extends NounFile {
  place: Place;
}

export interface SkippedFile {
  file: string;
  reason: string;
}

export interface BacklogFolder {
  files: TaskFile[];
  milestones: NounFile[];
  decisions: NounFile[];
  /** Also those of sub-folders, each folder before what it holds. */
  documents: NounFile[];
  skipped: SkippedFile[];
}

/**
 * Reads the files of a Backlog.md folder; the path may name the folder itself or the repository that holds it.
 * Files that cannot be read are named in `skipped`. Throws `not_found` and `invalid` where there is no such folder.
 */
export function readBacklogFolder(given: string): BacklogFolder {
  const root = findRoot(path.resolve(given));
  const skipped: SkippedFile[] = [];
  const read = (file: string): NounFile[] => {
    const found = readText(path.join(root, file));
    if ("text" in found) return [{ file, text: found.text }];
    skipped.push({ file, reason: found.reason });
    return [];
  };
  const inside = (folder: string) => markdownFiles(path.join(root, folder)).map((name) => `${folder}/${name}`);
  const both = (folder: string) => [folder, `archive/${folder}`];
  return {
    files: PLACES.flatMap((place) =>
      inside(place)
        .flatMap(read)
        .map((file) => ({ ...file, place })),
    ),
    milestones: both("milestones").flatMap(inside).flatMap(read),
    decisions: both("decisions").flatMap(inside).flatMap(read),
    documents: both("docs")
      .flatMap((folder) => foldersIn(root, folder))
      .flatMap(inside)
      .flatMap(read),
    skipped,
  };
}

/** A folder and all below it, each before what it holds. */
function foldersIn(root: string, folder: string): string[] {
  if (!isFolder(path.join(root, folder))) return [];
  const below = readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map((entry) => `${folder}/${entry.name}`)
    .sort();
  return [folder, ...below.flatMap((one) => foldersIn(root, one))];
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
