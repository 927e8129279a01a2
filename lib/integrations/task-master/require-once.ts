import { TurboError } from "#lib/core/errors";
import { fold } from "#lib/core/fold";
import type { ImportOutlook } from "#lib/domain/imports/schema";
import type { ImportPlan, PlannedProject } from "./plan.ts";

/** A planned project with the one here that takes it. */
export interface Home {
  plan: PlannedProject;
  key: string;
  /** Null where the project has yet to be made. */
  outlook: ImportOutlook | null;
}

/**
 * Refuses to bring a list a second time: one that is not in its own home yet, while the first home holds some of the
 * import, and that stands somewhere else in the same words. `first` is what all issues of the import meet in the first
 * home. An import into a project that has nothing of it is a copy on purpose.
 */
export function requireOnce(plan: ImportPlan, homes: readonly Home[], first: ImportOutlook): void {
  if (first.existing.length === 0) return;
  const titles = new Map(plan.projects.flatMap(({ issues }) => issues).map(({ id, title }) => [id, fold(title)]));
  for (const { name } of plan.lists) {
    const isOf = ({ id }: { id: string }) => listOf(id, plan) === name;
    const home = homes.find(({ plan: { list } }) => list === name) ?? homes[0];
    if (!home || home.outlook?.existing.some(isOf)) continue;
    const here = home === homes[0] ? [] : first.existing.filter(isOf);
    const twins = first.elsewhere.filter((one) => isOf(one) && fold(one.title) === titles.get(one.id));
    const [twin] = [...here, ...twins];
    if (twin) throw isThere(name, projectOf(twin.key), { asLabel: here.length > 0, as: plan.projects.length });
  }
}

/** The list that an old id begins with; the longest name counts. */
function listOf(id: string, { lists }: ImportPlan): string | undefined {
  const [list] = lists
    .filter(({ name }) => id.startsWith(`${name.toUpperCase()}:`))
    .sort((a, b) => b.name.length - a.name.length);
  return list?.name;
}

const projectOf = (key: string) => key.slice(0, key.lastIndexOf("-"));

function isThere(list: string, project: string, { asLabel, as }: { asLabel: boolean; as: number }): TurboError {
  const [how, way] = asLabel
    ? [", as a label", "Import with --lists labels again"]
    : as > 1
      ? ["", `Name it: --keys ${list}=${project}`]
      : [", as a project", "Import with --lists projects again"];
  return new TurboError(
    "conflict",
    `The list ${list} is in ${project} already${how}. Nothing was imported. ${way}, or import into an empty project.`,
  );
}
