import { kindOf, statusOf } from "#lib/domain/documents/kind-of";
import { nameOf } from "#lib/domain/documents/read-upload";
import { ImportedDocument, type ImportedDocumentInput } from "#lib/domain/imports/noun-schema";
import { handlesAmong } from "../handles-among.ts";
import { labelsWithin } from "../within-limits.ts";
import { type PlannedNouns, planNouns, type UnknownNounWord } from "./plan-nouns.ts";
import type { NounFile } from "./read-folder.ts";

const README = /(^|\/)readme\.(md|markdown|mdx)$/i;

/**
 * What the files of docs/ become: a sub-folder is a document that its files lie under, with the text of its readme. A file
 * without an id goes by its path, save the readme of docs/ itself, which speaks of the folder.
 */
export function planDocuments(
  files: readonly NounFile[],
): PlannedNouns<ImportedDocumentInput> & { unknown: UnknownNounWord[] } {
  const unknown: UnknownNounWord[] = [];
  const said = <Word>(field: UnknownNounWord["field"], word: string | null, read: (word: string) => Word | null) => ({
    or(other: Word & string, file: string): Word {
      const known = word === null ? other : read(word);
      if (known === null) unknown.push({ field, word: word ?? "", taken: other, file });
      return known ?? other;
    },
  });
  const planned = planNouns(
    [...folders(files).map((folder) => ({ file: `${folder}/`, text: readmeOf(folder, files) })), ...files],
    ImportedDocument,
    (noun): ImportedDocumentInput => {
      const { id, number, archived, fields, body, file } = noun;
      const isFolder = file.endsWith("/");
      const given = fields.text("title");
      const [type, status, author] = [fields.text("type"), fields.text("status"), fields.text("reporter")];
      const dates = { createdAt: fields.date("created"), updatedAt: fields.date("updated") };
      const labels = labelsWithin(fields.list("labels", "names"), noun.remarks);
      const [known = null] = author === null ? [] : handlesAmong([author]);
      return {
        ...{ id, number, archived, body },
        title: isFolder && given === null ? nameOf(file) : noun.title,
        kind: said("document type", type, kindOf).or("note", file),
        // Backlog.md has no states: what stands in docs/ is in use.
        status: said("document status", status, statusOf).or("published", file),
        parent: parentOf(file),
        labels,
        author: known,
        properties: { ...Object.fromEntries(fields.unread()), ...(author !== known ? { author } : {}) },
        ...dates,
      };
    },
    ({ file }) => (README.test(file) ? null : { id: file.toUpperCase(), number: null }),
  );
  const withoutId = planned.withoutId.filter((file) => !isSubFolder(file));
  return { ...planned, items: foldersFirst(planned.items), withoutId, unknown };
}

/** Folders before all that lies in them, with numbers above the kept ones, so that these stay free. */
function foldersFirst(items: readonly ImportedDocumentInput[]): ImportedDocumentInput[] {
  const highest = Math.max(0, ...items.map(({ number }) => number ?? 0));
  const isFolder = ({ id }: ImportedDocumentInput) => id.endsWith("/");
  const inside = items.filter((item) => !isFolder(item));
  const all = items.filter(isFolder).map((folder, place) => ({ ...folder, number: highest + 1 + place }));
  return [...all, ...inside];
}

/** docs/guides of docs/guides/setup.md. */
const folderOf = (file: string) => file.slice(0, file.replace(/\/$/, "").lastIndexOf("/"));
const isSubFolder = (file: string) => !/^(archive\/)?docs$/.test(folderOf(file));

/** The id of the folder that a file or folder lies in; null in docs/ itself. */
function parentOf(file: string): string | null {
  return isSubFolder(file) ? `${folderOf(file)}/`.toUpperCase() : null;
}

/** Sub-folders with files in them or below, each before those in it. */
function folders(files: readonly NounFile[]): string[] {
  const found = new Set<string>();
  for (const { file } of files) {
    const above: string[] = [];
    for (let inside = file; isSubFolder(inside); inside = folderOf(inside)) above.unshift(folderOf(inside));
    for (const folder of above) found.add(folder);
  }
  return [...found];
}

/** The text of a folder's readme, where it has one that is no document of its own. */
function readmeOf(folder: string, files: readonly NounFile[]): string {
  const readme = files.find(({ file }) => folderOf(file) === folder && README.test(file));
  return readme && !/^id:/m.test(readme.text.slice(0, 2000)) ? readme.text : "";
}
