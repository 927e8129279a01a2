import type { ImportOutlook, LeftOut } from "#lib/domain/imports/schema";
import type { Brought } from "../carry-out.ts";
import { refusalOf } from "../refusal-of.ts";
import type { CarriedOut, Outlooks } from "./carry-out.ts";
import type { ImportPlan } from "./plan.ts";

export interface ImportReport {
  dryRun: boolean;
  folder: string;
  project: ImportOutlook["project"];
  issues: { inFolder: number; created: number; existing: number; archived: number };
  milestones: NounCount;
  decisions: NounCount;
  documents: NounCount;
  /** Issues that belong to a milestone. */
  scheduled: number;
  /** Links from texts that are new; null in a dry run. */
  references: number | null;
  /** Decided there, proposed here, because an agent's key brought them. */
  leftOpen: CarriedOut["leftOpen"];
  otherNames: ImportPlan["otherNames"];
  mapped: ImportPlan["mapped"];
  otherFields: ImportPlan["otherFields"];
  dates: ImportPlan["dates"];
  unknown: ImportPlan["unknown"];
  /** Old id, what it is here, and why it has another number. In a dry run the keys are what they would be now. */
  renumbered: (ImportPlan["renumbered"][number] & { key: string | null })[];
  parents: number;
  blockers: number;
  unmatchedAssignees: ImportPlan["assignees"];
  danglingDependencies: ImportPlan["danglingDependencies"];
  danglingParents: ImportPlan["danglingParents"];
  cycles: ImportPlan["cycles"];
  taken: ImportOutlook["taken"];
  /** What does not come in, or not whole, while the rest does. */
  leftOut: LeftOut[];
  /** Why the import would be refused as things are. */
  refused: string | null;
  withoutId: string[];
  skipped: ImportPlan["skipped"];
  remarks: ImportPlan["remarks"];
}

export interface NounCount {
  inFolder: number;
  created: number;
  existing: number;
  /** Those whose key has another number than their old id: old id, key. */
  renumbered: { id: string; key: string }[];
}

/** The report of an import; without `carried` that of a dry run. */
export function importReport(
  folder: string,
  plan: ImportPlan,
  outlooks: Outlooks,
  carried: CarriedOut | null,
): ImportReport {
  const outlook = outlooks.issue;
  const brought = carried?.issues;
  const keys = brought
    ? new Map([...brought.created, ...brought.existing].map(({ id, key }) => [id, key]))
    : expectedKeys(plan, outlook);
  const unknownHandles = new Set(outlook.unknownHandles);
  return {
    dryRun: carried === null,
    folder,
    project: outlook.project,
    issues: {
      inFolder: plan.issues.length,
      created: brought
        ? brought.created.length
        : plan.issues.length - outlook.existing.length - outlook.taken.length - outlook.leftOut.length,
      existing: brought ? brought.existing.length : outlook.existing.length,
      archived: plan.issues.filter((issue) => issue.archived).length,
    },
    milestones: nounCount(plan.milestones, outlooks.milestone, carried?.milestones),
    decisions: nounCount(plan.decisions, outlooks.decision, carried?.decisions),
    documents: nounCount(plan.documents, outlooks.document, carried?.documents),
    scheduled: carried ? carried.scheduled : plan.schedule.length,
    references: carried ? carried.references : null,
    leftOpen: carried ? carried.leftOpen : [],
    otherNames: plan.otherNames,
    mapped: plan.mapped,
    otherFields: plan.otherFields,
    dates: plan.dates,
    unknown: plan.unknown,
    renumbered: plan.renumbered.map((entry) => ({ ...entry, key: keys.get(entry.id) ?? null })),
    parents: brought ? brought.parents : plan.links.filter((link) => link.parent).length,
    blockers: brought ? brought.blockers : plan.links.reduce((sum, link) => sum + link.blockedBy.length, 0),
    unmatchedAssignees: plan.assignees.filter(({ handle }) => unknownHandles.has(handle)),
    danglingDependencies: plan.danglingDependencies,
    danglingParents: plan.danglingParents,
    cycles: [
      ...plan.cycles,
      ...(brought?.refusedBlockers ?? []).map(({ cycle }) => ({ kind: "dependency" as const, ids: cycle })),
      ...(brought?.refusedParents ?? []).map(({ cycle }) => ({ kind: "parent" as const, ids: cycle })),
    ],
    taken: outlook.taken,
    leftOut: carried ? [carried.issues, carried.documents].flatMap((one) => one.leftOut ?? []) : outlook.leftOut,
    refused: outlook.refused ?? refusalOf(outlook.taken),
    withoutId: plan.withoutId,
    skipped: plan.skipped,
    remarks: plan.remarks,
  };
}

/** The keys that new issues would get if they were imported now. */
function expectedKeys(
  plan: ImportPlan,
  { project, existing, leftOut, highestNumber }: ImportOutlook,
): Map<string, string> {
  const keys = new Map(existing.map(({ id, key }) => [id, key]));
  const out = new Set(leftOut.map(({ id }) => id));
  const kept = plan.issues.map(({ number }) => Number(number ?? 0));
  let last = kept.reduce((highest, number) => Math.max(highest, number), highestNumber);
  for (const { id, number } of plan.issues) {
    if (!keys.has(id) && !out.has(id)) keys.set(id, `${project.key}-${number ?? ++last}`);
  }
  return keys;
}

type Item = { id: string; number: number | null };

function nounCount(items: readonly Item[], outlook: ImportOutlook, brought: Brought | undefined): NounCount {
  const known = brought ? [...brought.created, ...brought.existing] : expectedNounKeys(items, outlook);
  const keys = new Map(known.map(({ id, key }) => [id, key]));
  return {
    inFolder: items.length,
    created: brought ? brought.created.length : items.length - outlook.existing.length,
    existing: brought ? brought.existing.length : outlook.existing.length,
    renumbered: items.flatMap(({ id }) => {
      const key = keys.get(id.toUpperCase()) ?? "";
      const [own, here] = [id, key].map((name) => /\d+$/.exec(name)?.[0]);
      return own === undefined || Number(own) === Number(here) ? [] : [{ id, key }];
    }),
  };
}

/** The keys that milestones, decisions or documents would get if they were imported now. */
function expectedNounKeys(items: readonly Item[], { project, ...outlook }: ImportOutlook): Brought["created"] {
  const known = new Map(outlook.existing.map(({ id, key }) => [id, key]));
  const taken = new Set(outlook.taken.map(({ id }) => id));
  const fresh = items.map(({ id, number }) => ({ id: id.toUpperCase(), number })).filter(({ id }) => !known.has(id));
  let last = Math.max(outlook.highestNumber, ...items.map(({ number }) => number ?? 0));
  for (const { id, number } of fresh) {
    known.set(id, `${project.key}-${outlook.sign}${number === null || taken.has(id) ? ++last : number}`);
  }
  return [...known].map(([id, key]) => ({ id, key }));
}
