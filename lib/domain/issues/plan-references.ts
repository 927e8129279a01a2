import type { Bound } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { invalidField, TurboError } from "#lib/core/errors";
import { fold } from "#lib/core/fold";
import { isId } from "#lib/core/ids";
import { requireInitiative } from "#lib/domain/initiatives/queries";
import { requireMilestone } from "#lib/domain/milestones/queries";
import { seenOf, seenOnly } from "#lib/domain/subjects/seen-only";
import { readSubjectKey, subjectKeySql } from "#lib/domain/subjects/subject-key";

/** The initiative or milestone that an issue names. */
export interface NamedPlan {
  id: string;
  key: string;
  title: string;
  /** Keys of the projects that an initiative spans; that of a milestone by its id. */
  projects: string[];
}

/** A row of the statement that finds all that a write names. */
interface PlanRow {
  what: string;
  id: string;
  name: string;
  more: string;
  fold: string;
  project: string | null;
  rank: string | null;
}

type Bind = (value: Bound) => string;

/** The part of the statement that finds an initiative by key, id or title; its projects stand in the column "rank". */
export function initiativePart(ctx: ReadContext, ref: string, bind: Bind): string {
  const key = readSubjectKey(ref);
  const own = isId(ref)
    ? `x."id" = ${bind(ref.toLowerCase())}`
    : key?.kind === "initiative"
      ? `x."number" = ${bind(key.number)}`
      : `x."titleFold" = ${bind(fold(ref))}`;
  return `SELECT 'initiative' AS "what", x."id", ${subjectKeySql("initiative", "x", "")} AS "name", x."title" AS "more", x."titleFold" AS "fold", NULL AS "project",
    (SELECT string_agg(ap."key", ' ') FROM "InitiativeProject" a JOIN "Project" ap ON ap."id" = a."projectId" WHERE a."initiativeId" = x."id") AS "rank",
    CAST(x."shelf" AS TEXT) AS "status" FROM "Initiative" x WHERE x."shelf" <> 'binned' AND ${own}${seenOf(ctx, "initiative", "x")}`;
}

/** The part that finds a milestone by key, id or, in `project` (a key or id), title. */
export function milestonePart(ctx: ReadContext, ref: string, project: string, bind: Bind): string {
  const key = readSubjectKey(ref);
  const own = isId(ref)
    ? `x."id" = ${bind(ref.toLowerCase())}`
    : key?.kind === "milestone" && key.project !== null
      ? `p."key" = ${bind(key.project)} AND x."number" = ${bind(key.number)}`
      : `x."titleFold" = ${bind(fold(ref))} AND ${isId(project) ? `p."id" = ${bind(project.toLowerCase())}` : `p."key" = ${bind(project.toUpperCase())}`}`;
  return `SELECT 'milestone' AS "what", x."id", ${subjectKeySql("milestone", "x", "p")} AS "name", x."title" AS "more", x."titleFold" AS "fold", x."projectId" AS "project",
    NULL AS "rank", CAST(x."shelf" AS TEXT) AS "status" FROM "Milestone" x JOIN "Project" p ON p."id" = x."projectId"
    WHERE x."shelf" <> 'binned' AND ${own}${seenOnly(ctx, "x")}`;
}

/** The initiative among the rows. Throws `invalid` naming the likeliest, or `refused` for one in the bin. */
export async function namedInitiative(ctx: ReadContext, rows: readonly PlanRow[], ref: string): Promise<NamedPlan> {
  const found = rows.filter((row) => row.what === "initiative");
  const [row] = found;
  if (row && found.length === 1) {
    return { id: row.id, key: row.name, title: row.more, projects: row.rank?.split(" ").sort() ?? [] };
  }
  const { key } = await asField("initiative", () => requireInitiative(ctx, ref, "initiative"));
  throw new TurboError("refused", `${key} is in the bin. Restore it first.`);
}

/** The milestone among the rows, which has to be of this project. Throws as `namedInitiative` does. */
export async function namedMilestone(
  ctx: ReadContext,
  rows: readonly PlanRow[],
  ref: string,
  project: { id: string; key: string },
): Promise<NamedPlan> {
  const found = rows.filter((row) => row.what === "milestone");
  const [row] = found;
  if (row && found.length === 1) {
    if (row.project !== project.id) {
      throw invalidField(
        "milestone",
        `${row.name} is of another project. Name a milestone of ${project.key}, which the issue is in.`,
      );
    }
    return { id: row.id, key: row.name, title: row.more, projects: [project.id] };
  }
  const { key } = await asField("milestone", () => requireMilestone(ctx, ref, { projects: [project.id] }));
  throw new TurboError("refused", `${key} is in the bin. Restore it first.`);
}

/** A wrong name inside of a write is a wrong field, not a missing page. */
async function asField<T>(path: string, look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof TurboError && error.code === "not_found")
      throw invalidField(path, error.message, error.fields[0]?.allowed);
    throw error;
  }
}
