import type { Change, WriteContext } from "#lib/core/context";
import { fold } from "#lib/core/fold";
import { idsOf } from "#lib/core/ids";
import { columnsOf, differences } from "#lib/domain/field-table";
import { pastLabels } from "#lib/domain/labels/past-labels";
import { saveManyReferences } from "#lib/domain/references/save-many-references";
import { removeJoins } from "#lib/domain/undo/listed-rows";
import type { Past, Restorable, Reverter, Unrestored } from "#lib/domain/undo/reverter";
import { updateRows } from "#lib/domain/undo/update-rows";
import { PROJECT_FIELDS } from "./fields.ts";
import { maySeeProject, whyNotBinProject } from "./policy.ts";
import { projectSearchEntry } from "./search-entry.ts";

/** Puts projects back. */
export const revertProject: Reverter = {
  kind: "project",
  async restore(ctx, rows, past) {
    const unrestored: Unrestored[] = [];
    const found = await readProjects(ctx, rows);
    const named = await findNamed(ctx, rows, past);
    const pairs = rows.flatMap((row) => {
      const was = found.get(row.id);
      if (was) return { was, is: nextProject(was, withoutBin(ctx, row, unrestored), named, unrestored) };
      unrestored.push({ id: row.id, field: null, why: "This project is gone." });
      return [];
    });
    const changed = pairs.filter(({ was, is }) => JSON.stringify(was) !== JSON.stringify(is));
    await updateRows(
      ctx,
      "Project",
      changed.map(({ is }) => ({
        id: is.id,
        version: is.version,
        ...columnsOf(PROJECT_FIELDS, valuesOf(is)),
        shelf: is.shelf,
        binnedAt: is.shelf === "binned" ? ctx.now : null,
      })),
    );
    await saveMembers(ctx, changed);
    await saveLabels(ctx, changed);
    const reworded = changed.filter(({ was, is }) => was.name !== is.name || was.description !== is.description);
    await ctx.database.search.putMany(
      ctx.db,
      reworded.map(({ is }) => projectSearchEntry(is)),
    );
    await saveManyReferences(
      ctx,
      reworded.map(({ is }) => ({ kind: "project", id: is.id, texts: [is.description] })),
    );
    return { changes: changed.map(({ was, is }) => changeOf(was, is)), unrestored };
  },
};

/** What is put back, without the bin where the actor may not put a project there. */
function withoutBin({ actor }: WriteContext, row: Restorable, unrestored: Unrestored[]): Restorable {
  const why = row.values.shelf === "binned" ? whyNotBinProject(actor) : null;
  if (why === null) return row;
  const { shelf: _, ...values } = row.values;
  unrestored.push({ id: row.id, field: "shelf", why });
  return { ...row, values };
}

interface Named {
  id: string;
  name: string;
}

type PlainColumns = Awaited<ReturnType<typeof readPlain>>[number];
type RevertedProject = Omit<PlainColumns, "lead" | "members" | "labels"> & {
  lead: Named | null;
  members: Named[];
  labels: Named[];
};

function readPlain(ctx: WriteContext, ids: readonly string[]) {
  return ctx.db.project.findMany({
    where: { id: { in: [...ids] } },
    select: {
      ...{ id: true, version: true, key: true, name: true, description: true, status: true, priority: true },
      ...{ colour: true, queueWeight: true, repositoryUrl: true, localPath: true, shelf: true },
      lead: { select: { id: true, handle: true } },
      members: { select: { user: { select: { id: true, handle: true } } } },
      labels: { select: { label: { select: { id: true, name: true } } } },
    },
  });
}

async function readProjects(ctx: WriteContext, rows: readonly Restorable[]): Promise<Map<string, RevertedProject>> {
  const found = await readPlain(ctx, idsOf(rows));
  const person = ({ id, handle }: { id: string; handle: string }) => ({ id, name: handle });
  return new Map(
    found
      .filter(({ id }) => maySeeProject(ctx.actor, id))
      .map(({ lead, members, labels, ...plain }) => [
        plain.id,
        {
          ...plain,
          lead: lead && person(lead),
          members: sorted(members.map(({ user }) => person(user))),
          labels: sorted(labels.map(({ label }) => label)),
        },
      ]),
  );
}

function sorted(list: readonly Named[]): Named[] {
  return [...list].sort((a, b) => (fold(a.name) < fold(b.name) ? -1 : 1));
}

interface NamedInProjects {
  lead: (name: string) => Named | undefined;
  members: (name: string) => Named | undefined;
  labels: (name: string) => Named | undefined;
}

async function findNamed(ctx: WriteContext, rows: readonly Restorable[], past: Past): Promise<NamedInProjects> {
  const listed = (field: string) =>
    rows.flatMap(({ elements }) => [...(elements[field]?.add ?? []), ...(elements[field]?.remove ?? [])].map(String));
  const handles = [
    ...listed("members"),
    ...rows.flatMap(({ values }) => (typeof values.lead === "string" ? values.lead : [])),
  ];
  const people =
    handles.length > 0
      ? await ctx.db.user.findMany({ where: { handle: { in: handles } }, select: { id: true, handle: true } })
      : [];
  const label = await pastLabels(ctx, listed("labels"), past);
  const person = (handle: string) => {
    const found = people.find((one) => one.handle === handle);
    return found && { id: found.id, name: found.handle };
  };
  return { lead: person, members: person, labels: label };
}

function nextProject(
  was: RevertedProject,
  { id, values, elements }: Restorable,
  named: NamedInProjects,
  unrestored: Unrestored[],
): RevertedProject {
  const { lead, ...plain } = values;
  const is = { ...was, ...plain } as RevertedProject;
  const missing = (field: string, name: string) =>
    unrestored.push({ id, field, why: `${was.key}: there is no "${name}" any more.` });
  if (lead === null) is.lead = null;
  else if (lead !== undefined) {
    const person = named.lead(String(lead));
    if (person) is.lead = person;
    else missing("lead", String(lead));
  }
  for (const field of ["members", "labels"] as const) {
    const { add = [], remove = [] } = elements[field] ?? {};
    const gone = remove.map((name) => named[field](String(name))?.id);
    const back = add.flatMap((name): Named[] => {
      const found = named[field](String(name));
      if (!found) missing(field, String(name));
      return found ? [found] : [];
    });
    const kept = was[field].filter((one) => !gone.includes(one.id));
    is[field] = sorted([...new Map([...kept, ...back].map((one) => [one.id, one])).values()]);
  }
  return is;
}

interface Pair {
  was: RevertedProject;
  is: RevertedProject;
}

/** What one of two lists has and the other has not, with the project. */
function only(
  pairs: readonly Pair[],
  field: "members" | "labels",
  side: "was" | "is",
): { projectId: string; id: string }[] {
  return pairs.flatMap((pair) => {
    const other = new Set(pair[side === "was" ? "is" : "was"][field].map(({ id }) => id));
    return pair[side][field].filter(({ id }) => !other.has(id)).map(({ id }) => ({ projectId: pair.is.id, id }));
  });
}

async function saveMembers(ctx: WriteContext, pairs: readonly Pair[]): Promise<void> {
  const row = ({ projectId, id }: { projectId: string; id: string }) => ({ projectId, userId: id });
  await removeJoins(ctx, "ProjectMember", only(pairs, "members", "was").map(row));
  const added = only(pairs, "members", "is").map(row);
  if (added.length > 0) await ctx.db.projectMember.createMany({ data: added });
}

async function saveLabels(ctx: WriteContext, pairs: readonly Pair[]): Promise<void> {
  const row = ({ projectId, id }: { projectId: string; id: string }) => ({ projectId, labelId: id });
  await removeJoins(ctx, "ProjectLabel", only(pairs, "labels", "was").map(row));
  const added = only(pairs, "labels", "is").map(row);
  if (added.length > 0) await ctx.db.projectLabel.createMany({ data: added });
}

function changeOf(was: RevertedProject, is: RevertedProject): Change {
  const { id, key } = is;
  const fields = differences(PROJECT_FIELDS, valuesOf(was), valuesOf(is));
  return { kind: "project", id, key, projectId: id, fields: { ...fields, shelf: [was.shelf, is.shelf] } };
}

/** The values of its fields; people are called by their handles here. */
function valuesOf({ lead, members, labels, ...plain }: RevertedProject) {
  return {
    ...plain,
    lead: lead && { id: lead.id, handle: lead.name },
    members: members.map(({ name }) => name),
    labels: labels.map(({ name }) => name),
  };
}
