import { TurboError } from "#lib/core/errors";
import type { Perform } from "../carry-out.ts";
import { refusalOf } from "../refusal-of.ts";
import { carryOut, outlooksOf } from "./carry-out.ts";
import { planImport } from "./plan.ts";
import { readBacklogFolder } from "./read-folder.ts";
import { type ImportReport, importReport } from "./report.ts";

export interface ImportOptions {
  /** Key or id of the project that takes the issues. */
  project: string;
  dryRun?: boolean;
}

/** Reads a folder, looks at the project, and writes unless told not to. Throws before the first write where it can. */
export async function importBacklog(
  path: string,
  { project, dryRun }: ImportOptions,
  perform: Perform,
  progress: (text: string) => void,
): Promise<ImportReport> {
  progress(`Reading ${path}`);
  const plan = planImport(readBacklogFolder(path));
  const outlooks = await outlooksOf(plan, project, perform);
  if (dryRun) return importReport(path, plan, outlooks, null);
  const refusal = refusalOf(outlooks.issue.taken);
  if (refusal)
    throw new TurboError(
      "conflict",
      `${refusal} Nothing was imported. Choose an empty project; --dry-run lists every such issue.`,
    );
  return importReport(path, plan, outlooks, await carryOut(plan, project, perform, progress));
}
