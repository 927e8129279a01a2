import { cut } from "#lib/core/cut";
import { TurboError } from "#lib/core/errors";
import { LIMITS } from "#lib/core/fields";
import { fold } from "#lib/core/fold";
import type { ImportOutlook } from "#lib/domain/imports/schema";
import { BATCH } from "#lib/domain/operations";
import { createProject } from "#lib/domain/projects/create-project";
import { ProjectKey } from "#lib/domain/projects/schema";
import { suggestKey } from "#lib/domain/projects/suggest-key";
import { type BroughtIssues, carryIssues, carryReferences, outlookOf, type Perform } from "../carry-out.ts";
import type { ImportPlan, PlannedProject } from "./plan.ts";
import { type Home, requireOnce } from "./require-once.ts";

const SOURCE = "task-master";

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
    if (used.has(home.key)) {
      throw new TurboError(
        "invalid",
        `The list ${planned.list} needs a project of its own, and ${home.key} takes another.`,
      );
    }
    used.add(home.key);
    homes.push(home);
  }
  const all = plan.projects.flatMap(({ issues }) => issues);
  const [only] = homes.length === 1 ? homes : [];
  requireOnce(
    plan,
    homes,
    only?.outlook ?? (await outlookOf(perform, { project, source: SOURCE }, { items: named(all) })),
  );
  return homes;
}

async function outlookIn(
  { issues }: PlannedProject,
  project: string,
  { perform, mayBeMade }: { perform: Perform; mayBeMade: boolean },
): Promise<ImportOutlook | null> {
  try {
    return await outlookOf(perform, { project, source: SOURCE }, { items: named(issues) });
  } catch (error) {
    if (mayBeMade && error instanceof TurboError && error.code === "not_found") return null;
    throw error;
  }
}

function named(issues: PlannedProject["issues"]): { id: string; number: number | null }[] {
  return issues.map(({ id, number }) => ({ id, number: number === null ? null : Number(number) }));
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

/** Why the projects that are missing could not be made; null where they can. Writes nothing. */
export async function whyNotMade(homes: readonly Home[], perform: Perform): Promise<string | null> {
  const items = homes
    .filter(({ outlook }) => outlook === null)
    .map((home) => ({ operation: createProject.name, input: newProject(home) }));
  try {
    if (items.length > 0) await perform(BATCH, { items, dryRun: true });
    return null;
  } catch (error) {
    if (error instanceof TurboError) return error.message;
    throw error;
  }
}

function newProject({ plan, key }: Home) {
  return { name: cut(plan.list, LIMITS.name), key, description: plan.description };
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
  for (const home of homes) {
    if (home.outlook) continue;
    progress(`Making the project ${home.key} (${home.plan.list})`);
    await perform(createProject, newProject(home));
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
