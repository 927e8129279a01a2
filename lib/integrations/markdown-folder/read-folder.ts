import { statSync } from "node:fs";
import path from "node:path";
import { TurboError } from "#lib/core/errors";
import { entriesOf, kindOf, type UnreadFile } from "../files-below.ts";
import { readTextFile } from "../read-text-file.ts";

export interface MarkdownFile {
  /** From the folder on, with forward slashes; a folder's ends with one. */
  path: string;
  text: string;
  /** Path of the file or folder that stands for the one it lies in; null at the top. */
  parent: string | null;
}

export interface MarkdownFolder {
  /** Parents before what lies in them. */
  files: MarkdownFile[];
  /** Files that were not read, with the reason. */
  skipped: UnreadFile[];
}

const MOST = 10_000;
const STANDS_FOR_FOLDER = /^(readme|index)\.(md|markdown|mdx)$/i;
const DOCUMENT = /\.(md|markdown|mdx)$/i;

/**
 * Reads the Markdown files of a folder and of those in it. A folder is stood for by its readme or index file, else by
 * itself, without a text. What is not read is named. Throws `not_found` and `invalid` where there is no such folder.
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
  const folders: string[] = [];
  for (const entry of entriesOf(root, folder, found.skipped)) {
    const file = `${folder}${entry.name}`;
    const kind = kindOf(path.join(root, file), entry);
    if (kind === "folder") folders.push(file);
    else if (kind !== "file") found.skipped.push({ file: entry.isDirectory() ? `${file}/` : file, reason: kind });
    else if (file !== parent) readOne(found, root, { file, parent });
  }
  for (const name of folders) {
    const inside = `${name}/`;
    const own = entriesOf(root, inside, found.skipped).find((one) => STANDS_FOR_FOLDER.test(one.name));
    const read = own ? readTextFile(path.join(root, inside, own.name)) : { text: "" };
    const stands = own && "text" in read ? `${inside}${own.name}` : inside;
    const at = found.files.length;
    found.files.push({ path: stands, text: "text" in read ? read.text : "", parent });
    readInto(found, root, { folder: inside, parent: stands });
    // A folder without a document in it is none.
    if (found.files.length === at + 1 && stands === inside) found.files.pop();
  }
}

function readOne(found: MarkdownFolder, root: string, { file, parent }: { file: string; parent: string | null }): void {
  const read = DOCUMENT.test(file) ? readTextFile(path.join(root, file)) : { reason: "is no Markdown file" };
  if ("text" in read) found.files.push({ path: file, text: read.text, parent });
  else found.skipped.push({ file, reason: read.reason });
}
