import { atxHeading } from "#lib/core/atx-heading";
import { cut } from "#lib/core/cut";
import { LIMITS } from "#lib/core/fields";
import { type FieldReader, readFields } from "../field-reader.ts";
import { toldField } from "../told-field.ts";
import { readFrontMatter } from "./front-matter.ts";
import type { NounFile } from "./read-folder.ts";

/** What the files of milestones, decisions and documents have in common. */
export interface ReadNoun {
  file: string;
  /** As written, in upper case; null where the file has none. */
  id: string | null;
  /** The whole number at its end: 2 of doc-002. */
  number: number | null;
  title: string;
  archived: boolean;
  fields: FieldReader;
  body: string;
  /** What could not be kept as it was, as sentences without a subject. */
  remarks: string[];
}

/** Reads such a file, with or without front matter; answers why not where it cannot. */
export function readNoun({ file, text }: NounFile): ReadNoun | { reason: string } {
  let front: ReturnType<typeof readFrontMatter>;
  try {
    front = readFrontMatter(text);
  } catch (error) {
    return { reason: `its YAML cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
  const fields = readFields(front?.fields ?? {});
  const body = front?.body ?? text;
  const { remarks } = fields;
  const id = fields.text("id")?.toUpperCase() ?? null;
  const number = Number(/(?:^|[^.\d])0*([1-9]\d{0,5})$/.exec(id ?? "")?.[1] ?? 0);
  return {
    ...{ file, id, number: number || null, fields, body, remarks },
    title: titleOf(file, fields.text("title"), body, remarks),
    archived: file.startsWith("archive/"),
  };
}

/** The title that a file says, else its first heading of the first level, else its name in words. */
function titleOf(file: string, given: string | null, body: string, remarks: string[]): string {
  const lines = body.replace(/^(```|~~~)[\s\S]*?^\1/gm, "").split("\n");
  const heading = lines.map(atxHeading).find((one) => one?.level === 1 && one.text !== "")?.text;
  const name = file.slice(file.lastIndexOf("/") + 1).replace(/\.(md|markdown|mdx)$/i, "");
  const said = given ?? heading ?? name.replace(/^\S+ - /, "").replaceAll("-", " ");
  const title = said.replace(/\s+/g, " ").trim();
  if (title.length <= LIMITS.title) return title;
  remarks.push(`its title is longer than ${LIMITS.title} characters and was cut: ${title}`);
  return `${cut(title, LIMITS.title - 1)}…`;
}

/** The fields that nobody has read, as Markdown for the thing's own text; each is remarked on. */
export function strangers({ fields, remarks }: ReadNoun): string {
  const others = fields.unread();
  if (others.length === 0) return "";
  remarks.push(`kept in the text, as Turbo has no such field: ${others.map(([name]) => name).join(", ")}`);
  return `## From Backlog.md\n\n${others.map(toldField).join("\n")}`;
}
