import { TurboError } from "#lib/core/errors";
import type { Perform } from "../carry-out.ts";
import { refusalOf } from "../refusal-of.ts";
import { carryOut, findHomes, whyNotMade } from "./carry-out.ts";
import { planImport } from "./plan.ts";
import { readTaskMasterFile } from "./read-file.ts";
import { type ImportReport, importReport } from "./report.ts";

export interface ImportOptions {
  /** Key or id of the project that takes the issues; with lists as projects those of the first list. */
  project: string;
  /** What the named lists become. */
  lists?: "labels" | "projects";
  /** Keys of the further lists' projects, by list. */
  keys?: ReadonlyMap<string, string>;
  dryRun?: boolean;
}

/** Reads a file, looks at the projects, and writes unless told not to. Throws before the first write where it can. */
export async function importTaskMaster(
  file: string,
  { project, lists = "labels", keys = new Map(), dryRun }: ImportOptions,
  perform: Perform,
  progress: (text: string) => void,
): Promise<ImportReport> {
  if (lists === "labels" && keys.size > 0)
    throw new TurboError("invalid", "Keys are for lists that become projects: add --lists projects.");
  progress(`Reading ${file}`);
  const plan = planImport(readTaskMasterFile(file), lists);
  const homes = await findHomes(plan, { project, keys }, perform);
  const from = { file, as: lists };
  if (dryRun) {
    const report = importReport(from, { plan, homes }, null);
    return { ...report, refused: report.refused ?? (await whyNotMade(homes, perform)) };
  }
  const refusal = refusalOf(homes.flatMap(({ outlook }) => outlook?.taken ?? []));
  if (refusal)
    throw new TurboError(
      "conflict",
      `${refusal} Nothing was imported. Choose an empty project; --dry-run lists every such issue.`,
    );
  return importReport(from, { plan, homes }, await carryOut(homes, perform, progress));
}
