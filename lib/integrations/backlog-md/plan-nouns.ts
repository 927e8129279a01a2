import type { z } from "zod";
import { HIGHEST_KEPT_NUMBER } from "#lib/domain/imports/schema";
import type { NounFile, SkippedFile } from "./read-folder.ts";
import { type ReadNoun, readNoun } from "./read-noun.ts";

/** A word that Turbo does not know, and what it was taken for. */
export interface UnknownNounWord {
  field: "milestone status" | "decision status" | "document type" | "document status";
  word: string;
  taken: string;
  file: string;
}

/** What the files of one kind become. */
export interface PlannedNouns<Item> {
  /** Kept numbers first, by number; then the others in the order of the files. */
  items: Item[];
  /** The file that each was read from. */
  sources: ReadonlyMap<Item, ReadNoun>;
  skipped: SkippedFile[];
  withoutId: string[];
  remarks: { file: string; remark: string }[];
}

interface Numbered {
  id: string;
  number: number | null;
}

/**
 * Plans one kind: files without an id are left out unless `nameless` gives them one, of two uses of an id or number the
 * first keeps it, and what Turbo's own input would refuse is skipped.
 */
export function planNouns<Item extends Numbered>(
  files: readonly NounFile[],
  schema: z.ZodType,
  become: (noun: ReadNoun & Numbered) => Item,
  nameless: (noun: ReadNoun) => string | null = () => null,
): PlannedNouns<Item> {
  const [skipped, withoutId]: [SkippedFile[], string[]] = [[], []];
  const sources = new Map<Item, ReadNoun>();
  const [ids, numbers] = [new Set<string>(), new Set<number>()];
  for (const file of files) {
    const noun = readNoun(file);
    if ("reason" in noun) {
      skipped.push({ file: file.file, reason: noun.reason });
      continue;
    }
    const named = noun.id ?? nameless(noun);
    if (named === null) {
      withoutId.push(file.file);
      continue;
    }
    const id = freeId(named, ids);
    if (id !== named) noun.remarks.push(`its id ${named} was used before; it is found as ${id}`);
    const free = noun.number !== null && noun.number <= HIGHEST_KEPT_NUMBER && !numbers.has(noun.number);
    const item = become({ ...noun, id, number: free && id === named ? noun.number : null });
    const [problem] = schema.safeParse(item).error?.issues ?? [];
    if (problem) {
      skipped.push({ file: file.file, reason: `${problem.path.join(".")}: ${problem.message}` });
      continue;
    }
    ids.add(id);
    if (item.number !== null) numbers.add(item.number);
    sources.set(item, noun);
  }
  const place = ({ number }: Item) => number ?? HIGHEST_KEPT_NUMBER + 1;
  return {
    items: [...sources.keys()].sort((a, b) => place(a) - place(b)),
    sources,
    skipped,
    withoutId,
    remarks: [...sources.values()].flatMap(({ file, remarks }) => remarks.map((remark) => ({ file, remark }))),
  };
}

function freeId(id: string, used: ReadonlySet<string>): string {
  if (!used.has(id)) return id;
  for (let use = 2; ; use++) if (!used.has(`${id}-${use}`)) return `${id}-${use}`;
}
