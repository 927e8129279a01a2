import { limitOf } from "#lib/core/actor";
import { requireVersion } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import { invalidField, TurboError } from "#lib/core/errors";
import { replaceFragments } from "#lib/core/fragment";
import { defineOperation } from "#lib/core/operation";
import { dateOf } from "#lib/core/row-value";
import { changedValues, columnsOf, differences, isNothing } from "#lib/domain/field-table";
import { requirePerson } from "#lib/domain/people/queries";
import type { Person } from "#lib/domain/people/schema";
import { isLate, progressOf } from "#lib/domain/progress/progress-of";
import { requireOrder } from "#lib/domain/progress/require-order";
import { requireProjects } from "#lib/domain/projects/require-projects";
import { saveReferences } from "#lib/domain/references/save-references";
import { swapJoins } from "#lib/domain/subjects/swap-joins";
import { updateRows } from "#lib/domain/undo/update-rows";
import { INITIATIVE_FIELDS } from "./fields.ts";
import { isFinished, type SpannedProject, type StoredInitiative } from "./initiative-row.ts";
import { requireUsableInitiative } from "./queries.ts";
import { Initiative, InitiativeChanges } from "./schema.ts";
import { initiativeSearchEntry } from "./search-entry.ts";
import { eachProjectOnce } from "./spanned.ts";

export const updateInitiative = defineOperation({
  name: "initiatives.update",
  summary: "Change fields of an initiative; what is not named stays, null clears.",
  access: "write",
  reach: "projects",
  rest: "PATCH /initiatives/:initiative",
  input: InitiativeChanges,
  output: Initiative,
  async authorize(ctx, input) {
    const before = await requireUsableInitiative(ctx, input.initiative);
    const owner = input.owner ? await requirePerson(ctx, input.owner, "owner") : null;
    return { before, owner, spanned: await nextProjects(ctx, input, before) };
  },
  async handle(ctx, input, { before, owner, spanned }) {
    requireVersion(before.key, input.version, Initiative.parse(before));
    const after = applied(ctx, input, before, owner, spanned);
    requireOrder(after.startDate, after.targetDate, "targetDate");
    const fields = differences(INITIATIVE_FIELDS, before, after);
    if (isNothing(fields)) {
      ctx.unchanged();
      return before;
    }
    const { open } = before.progress;
    if (after.status === "completed" && before.status !== "completed") fields.leftOpen = [0, open];
    await save(ctx, before, after);
    ctx.changed({ kind: "initiative", id: before.id, key: before.key, projectId: null, fields });
    return { ...after, version: before.version + 1, updatedAt: ctx.now };
  },
});

/** The projects that it will span. Refuses to leave one whose issues belong to it. */
async function nextProjects(
  ctx: WriteContext,
  input: InitiativeChanges,
  before: StoredInitiative,
): Promise<SpannedProject[]> {
  const { projects, addProjects = [], removeProjects = [] } = input;
  if (!projects && addProjects.length + removeProjects.length === 0) return before.spanned;
  if (projects && addProjects.length + removeProjects.length > 0)
    throw invalidField("projects", "Give the whole list, or addProjects and removeProjects, not both.");
  const find = await requireProjects(ctx, [...(projects ?? []), ...addProjects, ...removeProjects], "projects");
  const removed = new Set(removeProjects.map((ref) => find(ref).id));
  const chosen = projects ? projects.map(find) : [...before.spanned, ...addProjects.map(find)];
  const next = eachProjectOnce(chosen.filter((project) => !removed.has(project.id)));
  const left = before.spanned.filter((project) => !next.some(({ id }) => id === project.id));
  const [held] = before.byProject.filter(
    (part) => left.some(({ key }) => key === part.project) && part.open + part.done + part.canceled > 0,
  );
  if (held) {
    const issues = held.open + held.done + held.canceled;
    throw new TurboError(
      "refused",
      `${issues} ${issues === 1 ? "issue" : "issues"} of ${held.project} ${issues === 1 ? "belongs" : "belong"} to ${before.key}. Take them out of it first.`,
      { fields: [{ path: projects ? "projects" : "removeProjects", message: `${held.project} has issues in it.` }] },
    );
  }
  if (ctx.actor.projectIds !== null && next.length === 0)
    throw invalidField("projects", `One must stay: ${limitOf(ctx.actor).who} would not see it any more.`);
  return next;
}

/** The initiative as it will be. */
function applied(
  ctx: WriteContext,
  input: InitiativeChanges,
  before: StoredInitiative,
  owner: Person | null,
  spanned: SpannedProject[],
): StoredInitiative {
  const named = {
    owner: input.owner === undefined ? before.owner : owner,
    projects: spanned.map((project) => project.key),
    description: replaceFragments(input.description ?? before.description, input.replace ?? [], "replace"),
  };
  const values = changedValues(INITIATIVE_FIELDS, { ...input, ...named }, before);
  const { status, targetDate } = values;
  const parts = new Map(before.byProject.map((part) => [part.project, part]));
  return {
    ...before,
    ...values,
    ...named,
    spanned,
    byProject: spanned.map(({ key, name }) => parts.get(key) ?? { project: key, name, ...progressOf([]) }),
    late: isLate(targetDate, isFinished(status), ctx.today),
    completedAt: status === "completed" ? (before.completedAt ?? ctx.now.toISOString()) : null,
  };
}

async function save(ctx: WriteContext, before: StoredInitiative, after: StoredInitiative): Promise<void> {
  const { id, version } = before;
  const columns = { ...columnsOf(INITIATIVE_FIELDS, after), completedAt: dateOf(after.completedAt) };
  await updateRows(ctx, "Initiative", [{ id, version, ...columns }]);
  await saveProjects(ctx, id, before.spanned, after.spanned);
  if (before.title === after.title && before.description === after.description) return;
  await saveReferences(ctx, { kind: "initiative", id }, [after.title, after.description], {
    before: [before.title, before.description],
    entry: initiativeSearchEntry(after),
  });
}

async function saveProjects(
  ctx: WriteContext,
  initiativeId: string,
  before: readonly SpannedProject[],
  after: readonly SpannedProject[],
): Promise<void> {
  const idsOnly = (projects: readonly SpannedProject[], others: readonly SpannedProject[]) =>
    projects.filter(({ id }) => !others.some((other) => other.id === id)).map(({ id }) => id);
  await swapJoins(ctx, "InitiativeProject", initiativeId, {
    removed: idsOnly(before, after),
    added: idsOnly(after, before),
  });
}
