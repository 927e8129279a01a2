import { statSync } from "node:fs";
import path from "node:path";
import { TurboError } from "#lib/core/errors";
import { entriesOf, filesBelow, kindOf, type UnreadFile } from "../files-below.ts";
import { readTextFile } from "../read-text-file.ts";

/** Where Backlog.md keeps task files, in the order in which one id beats another. */
export const PLACES = ["tasks", "completed", "drafts", "archive/tasks", "archive/drafts"] as const;
export type Place = (typeof PLACES)[number];

/** A file of anything but tasks. */
export interface NounFile {
  /** From the backlog folder on, with forward slashes. */
  file: string;
  text: string;
}

export interface TaskFile extends NounFile {
  place: Place;
}

export interface BacklogFolder {
  files: TaskFile[];
  milestones: NounFile[];
  decisions: NounFile[];
  /** Also those of sub-folders, each folder before what it holds. */
  documents: NounFile[];
  /** Files that were not read, with the reason. */
  skipped: UnreadFile[];
}

const MARKDOWN = /\.(md|markdown)$/i;
const DOCUMENT = /\.(md|markdown|mdx)$/i;
const NOUNS = ["milestones", "decisions", "docs"] as const;

/**
 * Reads the files of a Backlog.md folder, at any depth; the path may name the folder itself or the repository that holds
 * it. Files that are not read are named in `skipped`. Throws `not_found` and `invalid` where there is no such folder.
 */
export function readBacklogFolder(given: string): BacklogFolder {
  const root = findRoot(path.resolve(given));
  const skipped: UnreadFile[] = [];
  const inside = (folder: string, kind = MARKDOWN): NounFile[] =>
    isFolder(path.join(root, folder))
      ? filesBelow(root, folder, skipped).flatMap((file) => read(root, file, kind, skipped))
      : [];
  const both = (folder: string, kind = MARKDOWN) => [...inside(folder, kind), ...inside(`archive/${folder}`, kind)];
  const tasks = [...PLACES, "archive/completed"].flatMap((folder) => inside(folder));
  const found = {
    files: tasks
      .map((file) => ({ ...file, place: placeOf(file.file) }))
      .sort((a, b) => PLACES.indexOf(a.place) - PLACES.indexOf(b.place)),
    milestones: both("milestones"),
    decisions: both("decisions"),
    documents: both("docs", DOCUMENT),
  };
  nameOthers(root, skipped);
  return { ...found, skipped };
}

function read(root: string, file: string, kind: RegExp, skipped: UnreadFile[]): NounFile[] {
  const found = kind.test(file) ? readTextFile(path.join(root, file)) : { reason: "is no Markdown file" };
  if ("text" in found) return [{ file, text: found.text }];
  skipped.push({ file, reason: found.reason });
  return [];
}

/** Some keep folders of these names within tasks/. */
function placeOf(file: string): Place {
  const folders = file.toLowerCase().split("/").slice(0, -1);
  const has = (...names: string[]) => folders.some((folder) => names.includes(folder));
  if (has("archive", "archived")) return has("drafts") ? "archive/drafts" : "archive/tasks";
  if (has("drafts")) return "drafts";
  return has("completed", "done") ? "completed" : "tasks";
}

/** Names what lies beside the folders that Backlog.md keeps. */
function nameOthers(root: string, skipped: UnreadFile[]): void {
  const kept = new Set<string>([...PLACES, "archive/completed", ...NOUNS.flatMap((noun) => [noun, `archive/${noun}`])]);
  for (const above of ["", "archive"]) {
    if (above !== "" && !isFolder(path.join(root, above))) continue;
    for (const entry of entriesOf(root, above, skipped)) {
      const file = above === "" ? entry.name : `${above}/${entry.name}`;
      const kind = kindOf(path.join(root, file), entry);
      if (kind === "folder" && (file === "archive" || kept.has(file))) continue;
      if (kind === "folder") {
        const { length } = filesBelow(root, file, []);
        skipped.push({ file: `${file}/`, reason: `is no folder that Backlog.md keeps; it holds ${length} files` });
      } else if (/^config\.ya?ml$/.test(file)) {
        skipped.push({ file, reason: "holds the settings of Backlog.md" });
      } else {
        skipped.push({ file, reason: kind === "file" ? "lies beside the folders that Backlog.md keeps" : kind });
      }
    }
  }
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
