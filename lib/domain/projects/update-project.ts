import { requireVersion } from "#lib/core/conflict";
import { defineOperation } from "#lib/core/operation";
import { changedValues, columnsOf, differences, isNothing } from "#lib/domain/field-table";
import { eachOnce } from "#lib/domain/people/queries";
import { saveReferences } from "#lib/domain/references/save-references";
import { updateRows } from "#lib/domain/undo/update-rows";
import { PROJECT_FIELDS } from "./fields.ts";
import { requireLive } from "./queries.ts";
import { readProject } from "./read-project.ts";
import { Project, ProjectChanges } from "./schema.ts";
import { projectSearchEntry } from "./search-entry.ts";

export const updateProject = defineOperation({
  name: "projects.update",
  summary: "Change fields of a project; what is not named stays, null clears.",
  access: "write",
  reach: "projects",
  rest: "PATCH /projects/:project",
  input: ProjectChanges,
  output: Project,
  async authorize(ctx, { project, lead, members, labels }) {
    const named = await readProject(ctx, project, { people: [...(lead ? [lead] : []), ...(members ?? [])], labels });
    requireLive(named.project);
    return named;
  },
  async handle(ctx, input, { project: before, people, labels: found }) {
    const { id, key } = before;
    requireVersion(key, input.version, before);
    const lead = input.lead === undefined ? before.lead : input.lead ? people(input.lead) : null;
    const members = input.members ? eachOnce(input.members.map(people)) : before.members;
    const labels = input.labels ? found : null;
    const named = {
      lead,
      members: members.map((person) => person.handle),
      labels: labels ? labels.map((label) => label.name) : before.labels,
    };
    const was = { ...before, members: before.members.map((person) => person.handle) };
    const after = changedValues(PROJECT_FIELDS, { ...input, ...named }, was);
    const fields = differences(PROJECT_FIELDS, was, after);
    if (isNothing(fields)) {
      ctx.unchanged();
      return before;
    }
    await updateRows(ctx, "Project", [{ id, version: before.version, ...columnsOf(PROJECT_FIELDS, after) }]);
    if (input.members) {
      await ctx.db.projectMember.deleteMany({ where: { projectId: id } });
      await ctx.db.projectMember.createMany({ data: members.map((person) => ({ projectId: id, userId: person.id })) });
    }
    if (labels) {
      await ctx.db.projectLabel.deleteMany({ where: { projectId: id } });
      await ctx.db.projectLabel.createMany({ data: labels.map((label) => ({ projectId: id, labelId: label.id })) });
    }
    if (after.name !== before.name || after.description !== before.description) {
      await saveReferences(ctx, { kind: "project", id }, [after.description], {
        before: [before.description],
        entry: projectSearchEntry({ id, key, ...after }),
      });
    }
    ctx.changed({ kind: "project", id, key, projectId: id, fields });
    return {
      ...before,
      ...after,
      lead,
      members,
      version: before.version + 1,
      updatedAt: ctx.now,
      lastActivityAt: ctx.now,
    };
  },
});
