import type { Change, WriteContext } from "#lib/core/context";
import { idsOf } from "#lib/core/ids";
import { columnsOf, differences } from "#lib/domain/field-table";
import { maySeeProject } from "#lib/domain/projects/policy";
import { stampsKept } from "#lib/domain/shelf/move-shelf";
import type { Standing } from "#lib/domain/subjects/in-use";
import { removeJoins } from "#lib/domain/undo/listed-rows";
import type { Restorable, Reverter, Unrestored } from "#lib/domain/undo/reverter";
import { saveWords } from "#lib/domain/undo/save-words";
import { updateRows } from "#lib/domain/undo/update-rows";
import { INITIATIVE_FIELDS } from "./fields.ts";
import { initiativeKey } from "./initiative-row.ts";
import { initiativeSearchEntry } from "./search-entry.ts";

/** Puts initiatives back. A project whose issues belong to one stays in it. */
export const revertInitiative: Reverter = {
  kind: "initiative",
  async restore(ctx, rows, past) {
    const unrestored: Unrestored[] = [];
    const found = await readInitiatives(ctx, rows);
    const named = await findNamed(ctx, rows);
    const held = await projectsInUse(ctx, rows);
    const pairs = rows.flatMap(({ id, values, elements }) => {
      const was = found.get(id);
      if (!was) {
        unrestored.push({
          id,
          field: null,
          why: "This initiative is gone, or spans projects that this key may not see.",
        });
        return [];
      }
      const { owner, ...plain } = values;
      const is = { ...was, ...plain } as Reverted;
      if (owner === null) is.owner = null;
      else if (owner !== undefined) {
        const person = named.people.find((one) => one.handle === owner);
        if (person) is.owner = person;
        else
          unrestored.push({
            id,
            field: "owner",
            why: `${was.key}: there is nobody called "${String(owner)}" any more.`,
          });
      }
      const { add = [], remove = [] } = elements.projects ?? {};
      const stays = (project: Project) => {
        const why = past.away(project);
        if (why) unrestored.push({ id, field: "projects", why: `${was.key}: ${why}` });
        return why !== null;
      };
      const kept = was.projects.filter((project) => {
        if (!remove.includes(project.key) || stays(project)) return true;
        if (!held.has(`${id} ${project.id}`)) return false;
        unrestored.push({ id, field: "projects", why: `${was.key}: issues of ${project.key} belong to it.` });
        return true;
      });
      const back = add.flatMap((key) => {
        const found = named.projects.find((one) => one.key === key && maySeeProject(ctx.actor, one.id));
        return found && !stays(found) ? [found] : [];
      });
      is.projects = [...new Map([...kept, ...back].map((project) => [project.id, project])).values()];
      return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ was, is }];
    });
    await save(ctx, pairs);
    return { changes: pairs.map(changeOf), unrestored };
  },
};

interface Project extends Standing {
  id: string;
}

/** A project stands under itself: what is to be known of it is whether it is in the bin. */
function standing({ id, key, shelf }: Omit<Project, "under">): Project {
  return { id, key, shelf, under: shelf === "binned" ? key : null };
}

type Reverted = Omit<Awaited<ReturnType<typeof readPlain>>[number], "owner" | "projects"> & {
  key: string;
  owner: { id: string; handle: string } | null;
  projects: Project[];
};

interface Pair {
  was: Reverted;
  is: Reverted;
}

function readPlain(ctx: WriteContext, ids: readonly string[]) {
  return ctx.db.initiative.findMany({
    where: { id: { in: [...ids] } },
    include: {
      owner: { select: { id: true, handle: true } },
      projects: { select: { project: { select: { id: true, key: true, nameFold: true, shelf: true } } } },
    },
  });
}

/** Those that the actor may change, by id. */
async function readInitiatives(ctx: WriteContext, rows: readonly Restorable[]): Promise<Map<string, Reverted>> {
  const found = await readPlain(ctx, idsOf(rows));
  const seen = ctx.actor.projectIds;
  return new Map(
    found.flatMap((row): [string, Reverted][] => {
      const projects = row.projects.map(({ project }) => project).sort((a, b) => (a.nameFold < b.nameFold ? -1 : 1));
      if (seen && (projects.length === 0 || projects.some((project) => !seen.includes(project.id)))) return [];
      return [[row.id, { ...row, key: initiativeKey(row.number), projects: projects.map(standing) }]];
    }),
  );
}

async function findNamed(ctx: WriteContext, rows: readonly Restorable[]) {
  const handles = rows.flatMap(({ values }) => (typeof values.owner === "string" ? values.owner : []));
  const keys = rows.flatMap(({ elements }) => (elements.projects?.add ?? []).map(String));
  const [id, key] = [{ id: true, handle: true } as const, { id: true, key: true, shelf: true } as const];
  return {
    people: handles.length > 0 ? await ctx.db.user.findMany({ where: { handle: { in: handles } }, select: id }) : [],
    projects:
      keys.length > 0
        ? (await ctx.db.project.findMany({ where: { key: { in: keys } }, select: key })).map(standing)
        : [],
  };
}

/** "initiative project" of those that hold issues, where a project shall leave. */
async function projectsInUse(ctx: WriteContext, rows: readonly Restorable[]): Promise<Set<string>> {
  const ids = rows.filter(({ elements }) => (elements.projects?.remove ?? []).length > 0).map((row) => row.id);
  if (ids.length === 0) return new Set();
  const used = await ctx.db.issue.groupBy({
    by: ["initiativeId", "projectId"],
    where: { initiativeId: { in: ids }, shelf: { not: "binned" } },
  });
  return new Set(used.map((one) => `${one.initiativeId} ${one.projectId}`));
}

async function save(ctx: WriteContext, pairs: readonly Pair[]): Promise<void> {
  await updateRows(
    ctx,
    "Initiative",
    pairs.map(({ was, is }) => ({
      id: is.id,
      version: was.version,
      ...columnsOf(INITIATIVE_FIELDS, valuesOf(is)),
      completedAt: is.status === "completed" ? (was.completedAt ?? ctx.now) : null,
      ...stampsKept(ctx, was, is.shelf),
    })),
  );
  await removeJoins(
    ctx,
    "InitiativeProject",
    pairs.flatMap(({ was, is }) => joins(is.id, was.projects, is.projects)),
  );
  const added = pairs.flatMap(({ was, is }) => joins(is.id, is.projects, was.projects));
  if (added.length > 0) await ctx.db.initiativeProject.createMany({ data: added });
  await saveWords(ctx, pairs, {
    kind: "initiative",
    texts: ({ title, description }) => [title, description],
    entry: initiativeSearchEntry,
  });
}

/** What the first list has and the other has not. */
function joins(initiativeId: string, list: readonly Project[], other: readonly Project[]) {
  return list
    .filter(({ id }) => !other.some((one) => one.id === id))
    .map(({ id }) => ({ initiativeId, projectId: id }));
}

function changeOf({ was, is }: Pair): Change {
  return {
    kind: "initiative",
    id: is.id,
    key: is.key,
    projectId: null,
    fields: { ...differences(INITIATIVE_FIELDS, valuesOf(was), valuesOf(is)), shelf: [was.shelf, is.shelf] },
  };
}

function valuesOf(row: Reverted) {
  return { ...row, projects: row.projects.map(({ key }) => key) };
}
