import type { z } from "zod";
import { HIGHEST_KEPT_NUMBER } from "#lib/domain/imports/schema";
import type { UnreadFile } from "../files-below.ts";
import { fitted } from "../fitted.ts";
import type { NounFile } from "./read-folder.ts";
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
  skipped: UnreadFile[];
  withoutId: string[];
  remarks: { file: string; remark: string }[];
}

export interface Numbered {
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
  nameless: (noun: ReadNoun) => Numbered | null = () => null,
): PlannedNouns<Item> {
  const [skipped, withoutId]: [UnreadFile[], string[]] = [[], []];
  const sources = new Map<Item, ReadNoun>();
  const [ids, numbers] = [new Set<string>(), new Set<number>()];
  for (const file of files) {
    const noun = readNoun(file);
    if ("reason" in noun) {
      skipped.push({ file: file.file, reason: noun.reason });
      continue;
    }
    const named = noun.id === null ? nameless(noun) : { id: noun.id, number: noun.number };
    if (named === null) {
      withoutId.push(file.file);
      continue;
    }
    const id = freeId(named.id, ids);
    if (id !== named.id) noun.remarks.push(`its id ${named.id} was used before; it is found as ${id}`);
    const free = named.number !== null && named.number <= HIGHEST_KEPT_NUMBER && !numbers.has(named.number);
    const { item, remarks } = fitted(
      schema,
      become({ ...noun, id, number: free && id === named.id ? named.number : null }),
    );
    noun.remarks.push(...remarks);
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
