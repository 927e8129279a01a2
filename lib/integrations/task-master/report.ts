import type { LeftOut, TakenKey } from "#lib/domain/imports/schema";
import { refusalOf } from "../refusal-of.ts";
import type { BroughtInto } from "./carry-out.ts";
import type { ImportPlan, Renumbering } from "./plan.ts";
import type { Home } from "./require-once.ts";

export interface ImportReport {
  dryRun: boolean;
  file: string;
  as: "labels" | "projects";
  lists: ImportPlan["lists"];
  projects: {
    key: string;
    name: string;
    /** Made by this import, or in a dry run: would be. */
    made: boolean;
    issues: { inFile: number; created: number; existing: number };
  }[];
  parents: number;
  blockers: number;
  /** Links from texts that are new; null in a dry run. */
  references: number | null;
  mapped: ImportPlan["mapped"];
  unknown: ImportPlan["unknown"];
  /** Old id, what it is here, and why it has another number. In a dry run the keys are what they would be now. */
  renumbered: { id: string; why: Renumbering; key: string | null }[];
  dangling: ImportPlan["dangling"];
  cycles: ImportPlan["cycles"];
  otherFields: ImportPlan["otherFields"];
  dates: ImportPlan["dates"];
  listFields: ImportPlan["listFields"];
  taken: TakenKey[];
  /** What does not come in, or not whole, while the rest does. */
  leftOut: LeftOut[];
  /** Why the import would be refused as things are. */
  refused: string | null;
  skipped: ImportPlan["skipped"];
  remarks: ImportPlan["remarks"];
}

/** The report of an import; without `results`, one for each home, that of a dry run. */
export function importReport(
  { file, as }: { file: string; as: ImportReport["as"] },
  { plan, homes }: { plan: ImportPlan; homes: readonly Home[] },
  results: readonly BroughtInto[] | null,
): ImportReport {
  const { lists, mapped, unknown, dangling, cycles, otherFields, dates, listFields, skipped, remarks } = plan;
  const taken = homes.flatMap(({ outlook }) => outlook?.taken ?? []);
  const rights = homes.map(({ outlook }) => outlook?.refused ?? null).find((reason) => reason !== null);
  const brought = results?.map((result) => result.brought) ?? null;
  const links = plan.projects.flatMap((project) => project.links);
  const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);
  return {
    ...{ dryRun: results === null, file, as, lists },
    projects: homes.map((home, at) => projectOf(home, results?.[at] ?? null)),
    parents: sum(brought?.map(({ parents }) => parents) ?? [links.filter(({ parent }) => parent !== null).length]),
    blockers: sum(brought?.map(({ blockers }) => blockers) ?? links.map(({ blockedBy }) => blockedBy.length)),
    references: results && sum(results.map(({ references }) => references)),
    ...{ mapped, unknown, dangling, otherFields, dates, listFields, skipped, remarks },
    renumbered: homes.flatMap((home, at) => renumberedOf(home, results?.[at] ?? null)),
    cycles: [
      ...cycles,
      ...(brought ?? []).flatMap((one) => [...one.refusedBlockers, ...one.refusedParents].map(({ cycle }) => cycle)),
    ],
    taken,
    leftOut: brought
      ? brought.flatMap((one) => one.leftOut ?? [])
      : homes.flatMap(({ outlook }) => outlook?.leftOut ?? []),
    refused: rights ?? refusalOf(taken),
  };
}

function projectOf({ plan, key, outlook }: Home, result: BroughtInto | null): ImportReport["projects"][number] {
  const inFile = plan.issues.length;
  const existing = result?.brought.existing.length ?? outlook?.existing.length ?? 0;
  const created =
    result?.brought.created.length ?? inFile - existing - (outlook ? outlook.taken.length + outlook.leftOut.length : 0);
  const name = outlook?.project.name ?? plan.list;
  return { key, name, made: outlook === null, issues: { inFile, created, existing } };
}

function renumberedOf({ plan, key, outlook }: Home, result: BroughtInto | null): ImportReport["renumbered"] {
  const known = result ? [...result.brought.created, ...result.brought.existing] : (outlook?.existing ?? []);
  const keys = new Map(known.map((one) => [one.id, one.key]));
  let last = plan.issues.reduce((most, { number }) => Math.max(most, Number(number ?? 0)), outlook?.highestNumber ?? 0);
  const out = new Set(outlook?.leftOut.map(({ id }) => id));
  for (const { id, number } of plan.issues)
    if (!keys.has(id) && !out.has(id)) keys.set(id, `${key}-${number ?? ++last}`);
  return plan.renumbered.map((entry) => ({ ...entry, key: keys.get(entry.id) ?? null }));
}
