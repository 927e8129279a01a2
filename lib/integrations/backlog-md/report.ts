import type { ImportOutlook } from "#lib/domain/imports/schema";
import type { CarriedOut } from "./carry-out.ts";
import type { ImportPlan } from "./plan.ts";

export interface ImportReport {
  dryRun: boolean;
  folder: string;
  project: ImportOutlook["project"];
  issues: { inFolder: number; created: number; existing: number; archived: number };
  mapped: ImportPlan["mapped"];
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
  withoutId: string[];
  skipped: ImportPlan["skipped"];
  remarks: ImportPlan["remarks"];
}

/** The report of an import; without `carried` that of a dry run. */
export function importReport(
  folder: string,
  plan: ImportPlan,
  outlook: ImportOutlook,
  carried: CarriedOut | null,
): ImportReport {
  const keys = carried
    ? new Map([...carried.created, ...carried.existing].map(({ id, key }) => [id, key]))
    : expectedKeys(plan, outlook);
  const unknownHandles = new Set(outlook.unknownHandles);
  return {
    dryRun: carried === null,
    folder,
    project: outlook.project,
    issues: {
      inFolder: plan.issues.length,
      created: carried ? carried.created.length : plan.issues.length - outlook.existing.length - outlook.taken.length,
      existing: carried ? carried.existing.length : outlook.existing.length,
      archived: plan.issues.filter((issue) => issue.archived).length,
    },
    mapped: plan.mapped,
    unknown: plan.unknown,
    renumbered: plan.renumbered.map((entry) => ({ ...entry, key: keys.get(entry.id) ?? null })),
    parents: carried ? carried.parents : plan.links.filter((link) => link.parent).length,
    blockers: carried ? carried.blockers : plan.links.reduce((sum, link) => sum + link.blockedBy.length, 0),
    unmatchedAssignees: plan.assignees.filter(({ handle }) => unknownHandles.has(handle)),
    danglingDependencies: plan.danglingDependencies,
    danglingParents: plan.danglingParents,
    cycles: [
      ...plan.cycles,
      ...(carried?.refusedBlockers ?? []).map(({ cycle }) => ({ kind: "dependency" as const, ids: cycle })),
      ...(carried?.refusedParents ?? []).map(({ cycle }) => ({ kind: "parent" as const, ids: cycle })),
    ],
    taken: outlook.taken,
    withoutId: plan.withoutId,
    skipped: plan.skipped,
    remarks: plan.remarks,
  };
}

/** The keys that new issues would get if they were imported now. */
function expectedKeys(plan: ImportPlan, { project, existing, highestNumber }: ImportOutlook): Map<string, string> {
  const keys = new Map(existing.map(({ id, key }) => [id, key]));
  const kept = plan.issues.map(({ number }) => Number(number ?? 0));
  let last = kept.reduce((highest, number) => Math.max(highest, number), highestNumber);
  for (const { id, number } of plan.issues) {
    if (!keys.has(id)) keys.set(id, `${project.key}-${number ?? ++last}`);
  }
  return keys;
}
