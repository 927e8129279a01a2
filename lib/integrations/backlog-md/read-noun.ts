import { atxHeading } from "#lib/core/atx-heading";
import { cut } from "#lib/core/cut";
import { LIMITS } from "#lib/core/fields";
import { readInstant } from "../instants.ts";
import { type Fields, readFrontMatter, textField } from "./front-matter.ts";
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
  fields: Fields;
  body: string;
  /** What could not be kept as it was, as sentences without a subject. */
  remarks: string[];
  /** A field that holds a date, as RFC 3339; one that is no date is remarked on. */
  date(name: string): string | null;
}

/** Reads such a file, with or without front matter; answers why not where it cannot. */
export function readNoun({ file, text }: NounFile): ReadNoun | { reason: string } {
  let front: ReturnType<typeof readFrontMatter>;
  try {
    front = readFrontMatter(text);
  } catch (error) {
    return { reason: `its YAML cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
  const { fields, body } = front ?? { fields: {}, body: text };
  const remarks: string[] = [];
  const id = textField(fields, "id")?.toUpperCase() ?? null;
  const number = Number(/(?:^|[^.\d])0*([1-9]\d{0,5})$/.exec(id ?? "")?.[1] ?? 0);
  return {
    file,
    id,
    number: number || null,
    title: titleOf(file, fields, body, remarks),
    archived: file.startsWith("archive/"),
    fields,
    body,
    remarks,
    date(name) {
      const written = textField(fields, name);
      const instant = readInstant(written);
      if (written !== null && instant === null) remarks.push(`${name} "${written}" is not a date and was left out`);
      return instant;
    },
  };
}

/** The title that a file says, else its first heading of the first level, else its name in words. */
function titleOf(file: string, fields: Fields, body: string, remarks: string[]): string {
  const lines = body.replace(/^(```|~~~)[\s\S]*?^\1/gm, "").split("\n");
  const heading = lines.map(atxHeading).find((one) => one?.level === 1 && one.text !== "")?.text;
  const name = file.slice(file.lastIndexOf("/") + 1).replace(/\.md$/i, "");
  const said = textField(fields, "title") ?? heading ?? name.replace(/^\S+ - /, "").replaceAll("-", " ");
  const title = said.replace(/\s+/g, " ").trim();
  if (title.length <= LIMITS.title) return title;
  remarks.push(`its title is longer than ${LIMITS.title} characters and was cut: ${title}`);
  return `${cut(title, LIMITS.title - 1)}…`;
}

/** Remarks on the fields that have no place in Turbo. */
export function strangers(fields: Fields, known: readonly string[]): string[] {
  return Object.entries(fields)
    .filter(([name, value]) => !known.includes(name) && value !== "" && value !== null)
    .map(
      ([name, value]) => `its field ${name} (${JSON.stringify(value).slice(0, 80)}) has no place here and was left out`,
    );
}
