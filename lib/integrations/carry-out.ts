import type { z } from "zod";
import type { Operation } from "#lib/core/operation";
import { checkImport } from "#lib/domain/imports/check-import";
import { importIssues } from "#lib/domain/imports/import-issues";
import { importLinks } from "#lib/domain/imports/import-links";
import { importReferences } from "#lib/domain/imports/import-references";
import {
  BATCH,
  BLOCKERS,
  type ImportedIssueInput,
  type ImportedKind,
  type ImportedLinks,
  type ImportOutlook,
  type LeftOut,
} from "#lib/domain/imports/schema";

/** Performs one operation, in process or over REST. */
export type Perform = <Input extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<Input, Output>,
  input: z.input<Input>,
) => Promise<z.output<Output>>;

/** Where things go, and where they come from. */
export interface Target {
  /** Key or id. */
  project: string;
  source: string;
}

export interface Brought {
  created: { id: string; key: string }[];
  existing: { id: string; key: string }[];
  /** What did not come in, or not whole. */
  leftOut?: LeftOut[];
}

export interface PlannedIssues {
  issues: ImportedIssueInput[];
  links: { id: string; parent: string | null; blockedBy: string[] }[];
}

export interface BroughtIssues extends Brought {
  parents: number;
  blockers: number;
  refusedBlockers: ImportedLinks["refusedBlockers"];
  refusedParents: ImportedLinks["refusedParents"];
}

/** Issues of one transaction: few, because each brings comments, events and search entries, and others want to write too. */
const ISSUES_AT_ONCE = 25;
/** Bytes of one request's items; servers refuse bodies over 10 MB. */
const BATCH_BYTES = 3_000_000;
const CHECKED = 1000;

interface Checked {
  kind?: ImportedKind;
  items: readonly { id: string; number: number | null }[];
  handles?: readonly string[];
}

/** What an import would meet in the project. Writes nothing; throws `not_found` for a wrong project. */
export async function outlookOf(
  perform: Perform,
  target: Target,
  { kind = "issue", items, handles = [] }: Checked,
): Promise<ImportOutlook> {
  const named = items.map(({ id, number }) => ({ id, number }));
  const part = <Item>(all: readonly Item[], from: number) => all.slice(from, from + CHECKED);
  const outlook = await perform(checkImport, { ...target, kind, items: part(named, 0), handles: part(handles, 0) });
  for (let from = CHECKED; from < Math.max(named.length, handles.length); from += CHECKED) {
    const wanted = { ...target, kind, items: part(named, from), handles: part(handles, from) };
    const more = await perform(checkImport, wanted);
    outlook.existing.push(...more.existing);
    outlook.taken.push(...more.taken);
    outlook.leftOut.push(...more.leftOut);
    outlook.elsewhere.push(...more.elsewhere);
    outlook.unknownHandles.push(...more.unknownHandles);
  }
  return outlook;
}

/** Writes issues in batches and their links after; what was cut off goes on where it ended. */
export async function carryIssues(
  perform: Perform,
  target: Target,
  plan: PlannedIssues,
  told: (done: number) => void,
): Promise<BroughtIssues> {
  const result: BroughtIssues = {
    ...(await inTurn(plan.issues, ISSUES_AT_ONCE, (items) => perform(importIssues, { ...target, items }), told)),
    parents: 0,
    blockers: 0,
    refusedBlockers: [],
    refusedParents: [],
  };
  for (const items of inBatches(plan.links.flatMap(inParts), BATCH)) {
    const linked = await perform(importLinks, { ...target, items });
    result.parents += linked.parents;
    result.blockers += linked.blockers;
    result.refusedBlockers.push(...linked.refusedBlockers);
    result.refusedParents.push(...linked.refusedParents);
  }
  return result;
}

/** As many entries as the blockers of an issue need: one takes so many of them. */
function inParts({ id, parent, blockedBy }: PlannedIssues["links"][number]): PlannedIssues["links"] {
  const parts: PlannedIssues["links"] = [{ id, parent, blockedBy: blockedBy.slice(0, BLOCKERS) }];
  for (let from = BLOCKERS; from < blockedBy.length; from += BLOCKERS)
    parts.push({ id, parent: null, blockedBy: blockedBy.slice(from, from + BLOCKERS) });
  return parts;
}

/** Performs one call after the other, and gathers what they brought. */
export async function inTurn<Item>(
  all: readonly Item[],
  most: number,
  bring: (items: Item[]) => Promise<Brought>,
  told: (done: number) => void = () => undefined,
): Promise<Required<Brought>> {
  const result: Required<Brought> = { created: [], existing: [], leftOut: [] };
  let done = 0;
  for (const items of inBatches(all, most)) {
    const { created, existing, leftOut = [] } = await bring(items);
    result.created.push(...created);
    result.existing.push(...existing);
    result.leftOut.push(...leftOut);
    done += items.length;
    told(done);
  }
  return result;
}

/** Links what the texts of imported things name, once all of them are there. Answers how many links are new. */
export async function carryReferences(
  perform: Perform,
  target: Target,
  kind: ImportedKind,
  all: readonly { id: string }[],
): Promise<number> {
  let made = 0;
  for (const items of inBatches(all, BATCH)) {
    made += (await perform(importReferences, { ...target, kind, ids: items.map(({ id }) => id) })).made;
  }
  return made;
}

/** Items in order, cut so that no batch has too many of them or too many bytes. */
export function inBatches<Item>(items: readonly Item[], most: number, mostBytes = BATCH_BYTES): Item[][] {
  const batches: Item[][] = [];
  let bytes = 0;
  for (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item));
    const last = batches.at(-1);
    if (last && last.length < most && bytes + size <= mostBytes) {
      last.push(item);
      bytes += size;
    } else {
      batches.push([item]);
      bytes = size;
    }
  }
  return batches;
}
