import type { z } from "zod";
import type { Operation } from "#lib/core/operation";
import { checkImport } from "#lib/domain/imports/check-import";
import { importIssues } from "#lib/domain/imports/import-issues";
import { importLinks } from "#lib/domain/imports/import-links";
import { BATCH, type ImportedLinks, type ImportOutlook } from "#lib/domain/imports/schema";
import type { ImportPlan } from "./plan.ts";

const SOURCE = "backlog-md";

/** Performs one operation, in process or over REST. */
export type Perform = <Input extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<Input, Output>,
  input: z.input<Input>,
) => Promise<z.output<Output>>;

export interface CarriedOut {
  created: { id: string; key: string }[];
  existing: { id: string; key: string }[];
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

/** What the import would meet in the project. Writes nothing; throws `not_found` for a wrong project. */
export async function outlookOf(plan: ImportPlan, project: string, perform: Perform): Promise<ImportOutlook> {
  const items = plan.issues.map(({ id, number }) => ({ id, number }));
  const handles = plan.assignees.map(({ handle }) => handle);
  const target = { project, source: SOURCE };
  const outlook = await perform(checkImport, { ...target, items: items.slice(0, CHECKED), handles });
  for (let from = CHECKED; from < items.length; from += CHECKED) {
    const { existing, taken } = await perform(checkImport, { ...target, items: items.slice(from, from + CHECKED) });
    outlook.existing.push(...existing);
    outlook.taken.push(...taken);
  }
  return outlook;
}

/** Writes a plan in batches, issues first and links after; a plan that was cut off goes on where it ended. */
export async function carryOut(
  plan: ImportPlan,
  project: string,
  perform: Perform,
  told: (done: number) => void,
): Promise<CarriedOut> {
  const target = { project, source: SOURCE };
  const result: CarriedOut = {
    created: [],
    existing: [],
    parents: 0,
    blockers: 0,
    refusedBlockers: [],
    refusedParents: [],
  };
  for (const items of inBatches(plan.issues, ISSUES_AT_ONCE)) {
    const { created, existing } = await perform(importIssues, { ...target, items });
    result.created.push(...created);
    result.existing.push(...existing);
    told(result.created.length + result.existing.length);
  }
  for (const items of inBatches(plan.links, BATCH)) {
    const linked = await perform(importLinks, { ...target, items });
    result.parents += linked.parents;
    result.blockers += linked.blockers;
    result.refusedBlockers.push(...linked.refusedBlockers);
    result.refusedParents.push(...linked.refusedParents);
  }
  return result;
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
