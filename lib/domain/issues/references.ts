import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { fold } from "#lib/core/fold";
import { isId } from "#lib/core/ids";
import { jsonOf } from "#lib/core/row-value";
import { type LabelSlot, requireLabels } from "#lib/domain/labels/queries";
import { requireOfProject } from "#lib/domain/people/of-project";
import { requirePerson } from "#lib/domain/people/queries";
import type { Person } from "#lib/domain/people/schema";
import { maySeeProject } from "#lib/domain/projects/policy";
import { type ProjectSlot, requireLiveProject } from "#lib/domain/projects/queries";
import { type Beside, neighbourPart } from "./new-rank.ts";
import { initiativePart, milestonePart, type NamedPlan, namedInitiative, namedMilestone } from "./plan-references.ts";
import { requireUsableIssue } from "./queries.ts";
import type { IssueChip } from "./schema.ts";

/** An issue that another one names. */
export interface NamedIssue extends IssueChip {
  projectId: string;
  rank: string;
}

export interface References {
  project: ProjectSlot | null;
  labels: LabelSlot[];
  person: Person | null;
  /** By the reference as given. */
  issues: Map<string, NamedIssue>;
  initiative: NamedPlan | null;
  milestone: NamedPlan | null;
  /** Rank of the issue on the other side of the place that is asked for; null where there is none. */
  neighbour: string | null;
}

interface Wanted {
  project?: string;
  labels?: readonly string[] | undefined;
  /** Where the input holds them. */
  labelsPath?: string;
  person?: string | null | undefined;
  /** Path in the input → reference. */
  issues?: Readonly<Record<string, string>>;
  initiative?: string | null | undefined;
  milestone?: string | null | undefined;
  /** The project that the milestone and the person have to be of, where none is named. */
  within?: { id: string; key: string };
  /** The place that an issue is to get; what it names is among the issues as well. */
  beside?: Beside | null;
  /** Waits for the turn to change how things hang together: what the next statement reads stays so. */
  inTurn?: boolean;
}

interface Row {
  what: string;
  id: string;
  name: string;
  more: string;
  fold: string;
  /** Of a person, the ids of the projects they are limited to, as stored. */
  project: string | null;
  rank: string | null;
  status: string | null;
}

/** Finds everything that a write names, in one statement. Throws as the single look-ups do, naming the likeliest. */
export async function resolveReferences(ctx: ReadContext, wanted: Wanted): Promise<References> {
  const handle = wanted.person?.replace(/^@/, "").toLowerCase();
  const me = handle === "me" ? ctx.actor.user : null;
  const labels = wanted.labels ?? [];
  const issues = Object.entries(wanted.issues ?? {});
  const rows = await readRows(ctx, {
    ...wanted,
    labels,
    handle: handle && !me ? handle : null,
    issues: issues.map(([, ref]) => ref),
  });

  const found: References = {
    project: null,
    labels: [],
    person: me,
    issues: new Map(),
    initiative: null,
    milestone: null,
    neighbour: rows.find((row) => row.what === "neighbour")?.rank ?? null,
  };
  if (wanted.project !== undefined) {
    const row = rows.find((one) => one.what === "project");
    const live = row && row.status !== "binned" && maySeeProject(ctx.actor, row.id);
    found.project = live
      ? { id: row.id, key: row.name, name: row.more, shelf: row.status as ProjectSlot["shelf"] }
      : await requireLiveProject(ctx, wanted.project);
  }
  found.labels = rows
    .filter((row) => row.what === "label")
    .map(({ id, name, more, fold: folded }) => ({ id, name, colour: more, folded }))
    .sort((a, b) => (a.folded < b.folded ? -1 : 1))
    .map(({ folded: _, ...label }) => label);
  const known = new Set(rows.flatMap((row) => (row.what === "label" ? [row.fold, row.id] : [])));
  if (labels.some((ref) => !known.has(fold(ref)) && !known.has(ref))) {
    await requireLabels(ctx, labels, wanted.labelsPath ?? "labels");
  }

  if (handle && !me) {
    const person = rows.find((row) => row.what === "person");
    const project = found.project ?? wanted.within;
    if (person && project) requireOfProject({ ...person, handle: person.name, limit: jsonOf(person.project) }, project);
    found.person = person
      ? { id: person.id, handle: person.name, name: person.more }
      : await requirePerson(ctx, handle, "assignee");
  }
  for (const [path, ref] of issues) {
    const row = issueOf(ctx, rows, ref);
    found.issues.set(ref, row ? namedIssue(row) : await slowly(ctx, ref, path));
  }
  if (wanted.initiative) found.initiative = await namedInitiative(ctx, rows, wanted.initiative);
  const within = found.project ?? wanted.within;
  if (wanted.milestone && within) found.milestone = await namedMilestone(ctx, rows, wanted.milestone, within);
  return found;
}

/** The row of an issue that the actor may see: by its key or id, else by an old key that only one has. */
function issueOf(ctx: ReadContext, rows: readonly Row[], ref: string): Row | null {
  const seen = (row: Row) => maySeeProject(ctx.actor, row.project ?? "");
  const own = rows.find(
    (row) => row.what === "issue" && (row.fold === ref.toUpperCase() || row.id === ref.toLowerCase()),
  );
  if (own) return seen(own) ? own : null;
  const [old, ...more] = rows.filter((row) => row.what === "issue" && row.name === ref.toUpperCase() && seen(row));
  return old && more.length === 0 ? old : null;
}

function namedIssue(row: Row): NamedIssue {
  return {
    id: row.id,
    key: row.fold,
    title: row.more,
    status: row.status as IssueChip["status"],
    projectId: row.project ?? "",
    rank: row.rank ?? "",
  };
}

/** Issues in the bin and names that do not exist take a look-up of their own. */
async function slowly(ctx: ReadContext, ref: string, path: string): Promise<NamedIssue> {
  try {
    const { id, key, title, status, projectId, rank } = await requireUsableIssue(ctx, ref, path);
    return { id, key, title, status, projectId, rank };
  } catch (error) {
    // A wrong name inside of a write is a wrong field, not a missing page.
    if (error instanceof TurboError && error.code === "not_found")
      throw new TurboError("invalid", error.message, { fields: error.fields });
    throw error;
  }
}

interface Sought extends Omit<Wanted, "labels" | "person" | "issues"> {
  labels: readonly string[];
  handle: string | null;
  issues: readonly string[];
}

async function readRows(
  ctx: ReadContext,
  { project, labels, handle, issues, initiative, milestone, within, beside, inTurn }: Sought,
): Promise<Row[]> {
  const { values, bind: mark, bindAll: marks } = bindings(ctx.database.engine);
  const parts: string[] = [];
  if (project !== undefined) {
    parts.push(`SELECT 'project' AS "what", "id", "key" AS "name", "name" AS "more", "key" AS "fold", "id" AS "project", NULL AS "rank", CAST("shelf" AS TEXT) AS "status"
      FROM "Project" WHERE ${isId(project) ? `"id" = ${mark(project.toLowerCase())}` : `"key" = ${mark(project.toUpperCase())}`}`);
  }
  if (labels.length > 0) {
    parts.push(`SELECT 'label' AS "what", "id", "name", "colour" AS "more", "nameFold" AS "fold", NULL AS "project", NULL AS "rank", NULL AS "status"
      FROM "Label" WHERE "shelf" = 'live' AND ("nameFold" IN (${marks(labels.map(fold))}) OR "id" IN (${marks(labels)}))`);
  }
  if (handle) {
    parts.push(`SELECT 'person' AS "what", "id", "handle" AS "name", "name" AS "more", "handle" AS "fold", CAST("projectIds" AS TEXT) AS "project", NULL AS "rank", NULL AS "status"
      FROM "User" WHERE ("handle" = ${mark(handle)} OR "id" = ${mark(handle)}) AND "disabledAt" IS NULL`);
  }
  for (const ref of issues) {
    const key = /^([A-Z][A-Z0-9]{1,9})-(\d{1,9})$/.exec(ref.toUpperCase());
    if (!key && !isId(ref)) continue;
    const where = key
      ? `p."key" = ${mark(String(key[1]))} AND i."number" = ${mark(Number(key[2]))}`
      : `i."id" = ${mark(ref.toLowerCase())}`;
    parts.push(`SELECT 'issue' AS "what", i."id", '' AS "name", i."title" AS "more", p."key" || '-' || i."number" AS "fold", p."id" AS "project", i."rank", CAST(i."status" AS TEXT) AS "status"
      FROM "Issue" i JOIN "Project" p ON p."id" = i."projectId" WHERE i."shelf" <> 'binned' AND p."shelf" <> 'binned' AND ${where}`);
  }
  const keys = issues.filter((ref) => !isId(ref)).map((ref) => ref.toUpperCase());
  if (keys.length > 0) {
    parts.push(`SELECT 'issue' AS "what", i."id", a."key" AS "name", i."title" AS "more", p."key" || '-' || i."number" AS "fold", p."id" AS "project", i."rank", CAST(i."status" AS TEXT) AS "status"
      FROM "IssueAlias" a JOIN "Issue" i ON i."id" = a."issueId" JOIN "Project" p ON p."id" = i."projectId"
      WHERE i."shelf" <> 'binned' AND p."shelf" <> 'binned' AND a."key" IN (${marks(keys)})`);
  }
  if (beside) parts.push(neighbourPart(ctx, beside, mark));
  if (initiative) parts.push(initiativePart(ctx, initiative, mark));
  if (milestone) parts.push(milestonePart(ctx, milestone, project ?? within?.id ?? "", mark));
  const turn = inTurn ? ctx.database.turnSql("links") : null;
  if (turn) {
    parts.push(`SELECT 'turn' AS "what", '' AS "id", '' AS "name", '' AS "more", '' AS "fold", NULL AS "project", NULL AS "rank", NULL AS "status"
      FROM ${turn}`);
  }
  if (parts.length === 0) return [];
  return ctx.db.$queryRawUnsafe<Row[]>(parts.join(" UNION ALL "), ...values);
}
