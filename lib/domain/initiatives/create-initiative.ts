import { limitOf } from "#lib/core/actor";
import { invalidField } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { defineOperation } from "#lib/core/operation";
import { beginnings, columnsOf, freshValues } from "#lib/domain/field-table";
import { requirePerson } from "#lib/domain/people/queries";
import { isLate, progressOf } from "#lib/domain/progress/progress-of";
import { requireOrder } from "#lib/domain/progress/require-order";
import { requireProjects } from "#lib/domain/projects/require-projects";
import { saveReferences } from "#lib/domain/references/save-references";
import { FRESH_STAMPS } from "#lib/domain/shelf/stamps-in";
import { claimWorkspaceNumber } from "#lib/domain/subjects/claim-number";
import { INITIATIVE_FIELDS } from "./fields.ts";
import { initiativeKey, isFinished } from "./initiative-row.ts";
import { Initiative, NewInitiative } from "./schema.ts";
import { initiativeSearchEntry } from "./search-entry.ts";
import { eachProjectOnce } from "./spanned.ts";

export const createInitiative = defineOperation({
  name: "initiatives.create",
  summary: "Start an initiative: an aim that issues of one or more projects serve.",
  access: "write",
  reach: "projects",
  rest: "POST /initiatives",
  input: NewInitiative,
  output: Initiative,
  async authorize(ctx, input) {
    const projects = await requireProjects(ctx, input.projects ?? [], "projects");
    if (ctx.actor.projectIds !== null && (input.projects ?? []).length === 0) {
      throw invalidField(
        "projects",
        `Name at least one: ${limitOf(ctx.actor).who} is limited to some projects and would not see it.`,
      );
    }
    return { projects, owner: input.owner ? await requirePerson(ctx, input.owner, "owner") : null };
  },
  async handle(ctx, input, named) {
    const spanned = eachProjectOnce((input.projects ?? []).map(named.projects));
    const keys = spanned.map((project) => project.key);
    const values = freshValues(INITIATIVE_FIELDS, { ...input, owner: named.owner, projects: keys });
    const { title, description, status, startDate, targetDate } = values;
    requireOrder(startDate, targetDate, "targetDate");
    const number = await claimWorkspaceNumber(ctx, "initiative");
    const id = newId();
    const key = initiativeKey(number);
    const completedAt = status === "completed" ? ctx.now : null;
    const row = { id, createdAt: ctx.now, updatedAt: ctx.now, number, completedAt };
    await ctx.db.initiative.createMany({ data: [{ ...row, ...columnsOf(INITIATIVE_FIELDS, values) }] });
    if (spanned.length > 0) {
      await ctx.db.initiativeProject.createMany({
        data: spanned.map((project) => ({ initiativeId: id, projectId: project.id })),
      });
    }
    const entry = initiativeSearchEntry({ id, key, title, description });
    await saveReferences(ctx, { kind: "initiative", id }, [title, description], { isNew: true, entry });
    ctx.changed({ kind: "initiative", id, key, projectId: null, fields: beginnings(INITIATIVE_FIELDS, values) });
    return {
      ...FRESH_STAMPS,
      ...row,
      key,
      ...values,
      owner: named.owner,
      progress: progressOf([]),
      late: isLate(targetDate, isFinished(status), ctx.today),
      byProject: spanned.map((project) => ({ project: project.key, name: project.name, ...progressOf([]) })),
      latestUpdate: null,
      decisions: [],
      documents: [],
    };
  },
});
