import { cut } from "#lib/core/cut";
import { TurboError } from "#lib/core/errors";
import { LIMITS } from "#lib/core/fields";
import { fold } from "#lib/core/fold";
import type { ImportOutlook } from "#lib/domain/imports/schema";
import { createProject } from "#lib/domain/projects/create-project";
import { ProjectKey } from "#lib/domain/projects/schema";
import { suggestKey } from "#lib/domain/projects/suggest-key";
import { type BroughtIssues, carryIssues, carryReferences, outlookOf, type Perform } from "../carry-out.ts";
import type { ImportPlan, PlannedProject } from "./plan.ts";

const SOURCE = "task-master";

/** A planned project with the one here that takes it. */
export interface Home {
  plan: PlannedProject;
  key: string;
  /** Null where the project has yet to be made. */
  outlook: ImportOutlook | null;
}

/**
 * Finds the project of each planned one: the first goes to `project`, a further list to the key that it is given or that
 * its name suggests. Throws before anything is written where such a project is there and is none of this list.
 */
export async function findHomes(
  plan: ImportPlan,
  { project, keys }: { project: string; keys: ReadonlyMap<string, string> },
  perform: Perform,
): Promise<Home[]> {
  const lists = new Set(plan.projects.map(({ list }) => list));
  for (const list of keys.keys()) {
    if (lists.has(list)) continue;
    throw new TurboError("invalid", `There is no list ${list} of its own. The lists are ${[...lists].join(", ")}.`);
  }
  const [first] = plan.projects;
  const homes: Home[] = [];
  const used = new Set<string>();
  for (const planned of plan.projects) {
    const given = keys.get(planned.list) ?? (planned === first ? project : undefined);
    const key = given ?? suggestKey(planned.list, used);
    const outlook = await outlookIn(planned, key, { perform, mayBeMade: planned !== first });
    const home = { plan: planned, key: outlook?.project.key ?? validKey(key), outlook };
    if (!given) requireOwn(home);
    if (planned !== first && !outlook?.existing.length) await requireNotAmong(planned, project, perform);
    if (used.has(home.key)) {
      throw new TurboError(
        "invalid",
        `The list ${planned.list} needs a project of its own, and ${home.key} takes another.`,
      );
    }
    used.add(home.key);
    homes.push(home);
  }
  return homes;
}

async function outlookIn(
  { issues }: PlannedProject,
  project: string,
  { perform, mayBeMade }: { perform: Perform; mayBeMade: boolean },
): Promise<ImportOutlook | null> {
  const items = issues.map(({ id, number }) => ({ id, number: number === null ? null : Number(number) }));
  try {
    return await outlookOf(perform, { project, source: SOURCE }, { items });
  } catch (error) {
    if (mayBeMade && error instanceof TurboError && error.code === "not_found") return null;
    throw error;
  }
}

function validKey(key: string): string {
  const parsed = ProjectKey.safeParse(key);
  if (parsed.success) return parsed.data;
  throw new TurboError("invalid", `${key} is no key for a project: ${parsed.error.issues[0]?.message ?? ""}`);
}

/** Refuses to mix a list into a project that only has the key that the list's name suggests. */
function requireOwn({ plan, key, outlook }: Home): void {
  if (!outlook || outlook.existing.length > 0 || fold(outlook.project.name) === fold(plan.list)) return;
  throw new TurboError(
    "conflict",
    `The list ${plan.list} would become the project ${key}, which is already "${outlook.project.name}". Nothing was imported. Name a key for it: --keys ${plan.list}=KEY.`,
  );
}

/** Refuses to bring a list a second time that came into the first project before, as a label. */
async function requireNotAmong({ list, issues }: PlannedProject, project: string, perform: Perform): Promise<void> {
  const items = issues.slice(0, 10).map(({ id }) => ({ id, number: null }));
  const { existing, project: there } = await outlookOf(perform, { project, source: SOURCE }, { items });
  if (existing.length === 0) return;
  throw new TurboError(
    "conflict",
    `The list ${list} is in ${there.key} already, as a label. Nothing was imported. Import with --lists labels again, or into an empty project.`,
  );
}

/** What came into one project. */
export interface BroughtInto {
  brought: BroughtIssues;
  references: number;
}

/** Makes the projects that are missing, then writes their issues, links and what texts name, one after the other. */
export async function carryOut(
  homes: readonly Home[],
  perform: Perform,
  progress: (text: string) => void,
): Promise<BroughtInto[]> {
  for (const { plan, key, outlook } of homes) {
    if (outlook) continue;
    progress(`Making the project ${key} (${plan.list})`);
    await perform(createProject, { name: cut(plan.list, LIMITS.name), key, description: plan.description });
  }
  const total = homes.reduce((sum, { plan }) => sum + plan.issues.length, 0);
  const results: BroughtInto[] = [];
  let before = 0;
  for (const { plan, key } of homes) {
    const target = { project: key, source: SOURCE };
    const told = (done: number) => progress(`Importing ${before + done} of ${total} issues`);
    const brought = await carryIssues(perform, target, plan, told);
    before += plan.issues.length;
    results.push({ brought, references: await carryReferences(perform, target, "issue", plan.issues) });
  }
  return results;
}
