import { cut } from "#lib/core/cut";
import { LIMITS } from "#lib/core/fields";
import { fold } from "#lib/core/fold";
import { kindOf, statusOf } from "#lib/domain/documents/kind-of";
import { nameOf } from "#lib/domain/documents/read-upload";
import { ImportedDocument, type ImportedDocumentInput } from "#lib/domain/imports/noun-schema";
import { type Fields, listField, textField } from "./front-matter.ts";
import { type PlannedNouns, planNouns, type UnknownNounWord } from "./plan-nouns.ts";
import type { NounFile } from "./read-folder.ts";

const KNOWN = ["id", "title", "type", "status", "created_date", "updated_date", "tags", "labels"];
const HANDLE = /^@?[a-z0-9][a-z0-9._-]{0,38}$/i;
const README = /(^|\/)readme\.md$/i;

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
      const type = textField(fields, "type");
      const createdAt = noun.date("created_date");
      const author = textField(fields, "author");
      return {
        id,
        number,
        title: isFolder && textField(fields, "title") === null ? nameOf(file) : noun.title,
        body,
        kind: said("document type", type, kindOf).or("note", file),
        // Backlog.md has no states: what stands in docs/ is in use.
        status: said("document status", textField(fields, "status"), statusOf).or("published", file),
        parent: parentOf(file),
        labels: labelsOf(fields),
        author: author !== null && HANDLE.test(author) ? author : null,
        properties: rest(fields, author !== null && HANDLE.test(author) ? [...KNOWN, "author"] : KNOWN),
        archived,
        createdAt,
        updatedAt: noun.date("updated_date") ?? createdAt,
      };
    },
    ({ file }) => (README.test(file) ? null : file.toUpperCase()),
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

function labelsOf(fields: Fields): string[] {
  const names = [...listField(fields, "tags"), ...listField(fields, "labels")].map((name) =>
    cut(name.replace(/\s*,\s*/g, " / "), LIMITS.name).trim(),
  );
  return names
    .filter((name, at) => name !== "" && names.findIndex((other) => fold(other) === fold(name)) === at)
    .slice(0, 50);
}

function rest(fields: Fields, known: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => !known.includes(name) && value !== ""));
}
