import { type Dirent, readdirSync, statSync } from "node:fs";
import path from "node:path";

export interface UnreadFile {
  /** From the root on, with forward slashes; a folder's ends with one. */
  file: string;
  reason: string;
}

/**
 * All files of a folder and of those in it, those of a folder before those below it, sorted by name. Files and folders
 * that are passed over are named in `unread`.
 */
export function filesBelow(root: string, folder: string, unread: UnreadFile[]): string[] {
  const files: string[] = [];
  const folders: string[] = [];
  for (const entry of entriesOf(root, folder, unread)) {
    const file = folder === "" ? entry.name : `${folder}/${entry.name}`;
    const kind = kindOf(path.join(root, file), entry);
    if (kind === "file") files.push(file);
    else if (kind === "folder") folders.push(file);
    else unread.push({ file: entry.isDirectory() ? `${file}/` : file, reason: kind });
  }
  return [...files, ...folders.flatMap((one) => filesBelow(root, one, unread))];
}

/** What is right in a folder; one that cannot be opened is named. */
export function entriesOf(root: string, folder: string, unread: UnreadFile[]): Dirent[] {
  try {
    return readdirSync(path.join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    const file = `${folder}/`;
    if (!unread.some((one) => one.file === file)) unread.push({ file, reason: "cannot be opened" });
    return [];
  }
}

/** A file, a folder, or why it is passed over. A folder that is called as a text counts as a file, and is none to read. */
export function kindOf(place: string, entry: Dirent): "file" | "folder" | (string & {}) {
  if (entry.name.startsWith(".")) return "is hidden";
  if (entry.name === "node_modules") return "holds packages";
  if (entry.isDirectory()) return /\.(md|markdown|mdx)$/i.test(entry.name) ? "file" : "folder";
  if (!entry.isSymbolicLink()) return "file";
  return statSync(place, { throwIfNoEntry: false })?.isDirectory()
    ? "is a link to a folder, and those are not followed"
    : "file";
}
