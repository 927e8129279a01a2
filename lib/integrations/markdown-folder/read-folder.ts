import { type Dirent, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { TurboError } from "#lib/core/errors";
import { readTextFile } from "../read-text-file.ts";

export interface MarkdownFile {
  /** From the folder on, with forward slashes; a folder's ends with one. */
  path: string;
  text: string;
  /** Path of the file or folder that stands for the one it lies in; null at the top. */
  parent: string | null;
}

export interface SkippedFile {
  path: string;
  reason: string;
}

export interface MarkdownFolder {
  /** Parents before what lies in them. */
  files: MarkdownFile[];
  skipped: SkippedFile[];
}

const MOST = 10_000;
const STANDS_FOR_FOLDER = /^(readme|index)\.(md|markdown)$/i;

/**
 * Reads the Markdown files of a folder and of those in it. A folder is stood for by its readme or index file, else by
 * itself, without a text. What cannot be read is named. Throws `not_found` and `invalid` where there is no such folder.
 */
export function readMarkdownFolder(given: string): MarkdownFolder {
  const root = path.resolve(given);
  const about = statSync(root, { throwIfNoEntry: false });
  if (!about) throw new TurboError("not_found", `There is no folder ${given}.`);
  if (!about.isDirectory()) throw new TurboError("invalid", `${given} is a file. Name the folder that it lies in.`);
  const found: MarkdownFolder = { files: [], skipped: [] };
  readInto(found, root, { folder: "", parent: null });
  if (found.files.length > MOST)
    throw new TurboError("invalid", `${given} holds more than ${MOST} files. Load its folders one by one.`);
  return found;
}

function readInto(found: MarkdownFolder, root: string, { folder, parent }: { folder: string; parent: string | null }) {
  const entries = listed(found, path.join(root, folder), folder);
  for (const entry of entries.filter((one) => !one.isDirectory() && /\.(md|markdown)$/i.test(one.name))) {
    const file = `${folder}${entry.name}`;
    if (file === parent) continue;
    const read = readTextFile(path.join(root, file));
    if ("text" in read) found.files.push({ path: file, text: read.text, parent });
    else found.skipped.push({ path: file, reason: read.reason });
  }
  for (const { name } of entries.filter((one) => one.isDirectory() && one.name !== "node_modules")) {
    const inside = `${folder}${name}/`;
    const own = listed(found, path.join(root, inside), inside).find((one) => STANDS_FOR_FOLDER.test(one.name));
    const read = own ? readTextFile(path.join(root, inside, own.name)) : { text: "" };
    const stands = own && "text" in read ? `${inside}${own.name}` : inside;
    const at = found.files.length;
    found.files.push({ path: stands, text: "text" in read ? read.text : "", parent });
    readInto(found, root, { folder: inside, parent: stands });
    // A folder without a document in it is none.
    if (found.files.length === at + 1 && stands === inside) found.files.pop();
  }
}

function listed(found: MarkdownFolder, folder: string, name: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.name.startsWith("."))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    if (!found.skipped.some((one) => one.path === name)) found.skipped.push({ path: name, reason: "cannot be opened" });
    return [];
  }
}
