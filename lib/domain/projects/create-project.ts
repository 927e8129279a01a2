import { lostRace } from "#lib/core/conflict";
import { TurboError } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { anyone, defineOperation } from "#lib/core/operation";
import { beginnings, columnsOf, freshValues } from "#lib/domain/field-table";
import { requireLabels } from "#lib/domain/labels/queries";
import { eachOnce, requirePeople } from "#lib/domain/people/queries";
import { saveReferences } from "#lib/domain/references/save-references";
import { PROJECT_FIELDS } from "./fields.ts";
import { NewProject, Project } from "./schema.ts";
import { projectSearchEntry } from "./search-entry.ts";
import { suggestKey } from "./suggest-key.ts";

export const createProject = defineOperation({
  name: "projects.create",
  summary: "Start a project.",
  access: "write",
  reach: "workspace",
  rest: "POST /projects",
  input: NewProject,
  output: Project,
  authorize: anyone,
  async handle(ctx, input) {
    const used = new Set((await ctx.db.project.findMany({ select: { key: true } })).map((project) => project.key));
    if (input.key && used.has(input.key)) {
      const message = `The key ${input.key} is taken. ${suggestKey(input.name, used)} is free.`;
      throw new TurboError("conflict", message, { fields: [{ path: "key", message }] });
    }
    const key = input.key ?? suggestKey(input.name, used);
    const people = await requirePeople(ctx, [...(input.lead ? [input.lead] : []), ...(input.members ?? [])]);
    const lead = input.lead ? people(input.lead) : null;
    const members = eachOnce((input.members ?? []).map(people));
    const labels = await requireLabels(ctx, input.labels ?? [], "labels");
    const id = newId();
    const labelNames = labels.map((label) => label.name);
    const handles = members.map((person) => person.handle);
    const values = freshValues(PROJECT_FIELDS, { ...input, lead, members: handles, labels: labelNames });
    const row = { id, createdAt: ctx.now, updatedAt: ctx.now, key, ...columnsOf(PROJECT_FIELDS, values) };
    try {
      await ctx.db.project.createMany({ data: [row] });
    } catch (error) {
      throw ctx.database.isDuplicate(error) ? lostRace() : error;
    }
    if (members.length > 0) {
      await ctx.db.projectMember.createMany({ data: members.map((person) => ({ projectId: id, userId: person.id })) });
    }
    if (labels.length > 0) {
      await ctx.db.projectLabel.createMany({ data: labels.map((label) => ({ projectId: id, labelId: label.id })) });
    }
    const entry = projectSearchEntry(row);
    await saveReferences(ctx, { kind: "project", id }, [row.description], { isNew: true, entry });
    ctx.changed({ kind: "project", id, key, projectId: id, fields: beginnings(PROJECT_FIELDS, values) });
    return {
      ...row,
      lead,
      members,
      labels: labelNames,
      open: 0,
      done: 0,
      percent: 0,
      overdue: 0,
      lastActivityAt: ctx.now,
      shelf: "live" as const,
      version: 1,
    };
  },
});
