import { briefValue } from "#lib/core/brief-value";
import { lostRace, requireVersion } from "#lib/core/conflict";
import { fold } from "#lib/core/fold";
import { defineOperation } from "#lib/core/operation";
import { eachOnce } from "#lib/domain/people/queries";
import { saveReferences } from "#lib/domain/references/save-references";
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
  async handle(ctx, input, { project: before, people, labels: named }) {
    const { id, key } = before;
    requireVersion(key, input.version, before);
    const lead = input.lead === undefined ? before.lead : input.lead ? people(input.lead) : null;
    const members = input.members ? eachOnce(input.members.map(people)) : before.members;
    const labels = input.labels ? named : null;
    const after = {
      name: input.name ?? before.name,
      description: input.description ?? before.description,
      status: input.status ?? before.status,
      priority: input.priority ?? before.priority,
      colour: input.colour ?? before.colour,
      repositoryUrl: input.repositoryUrl === undefined ? before.repositoryUrl : input.repositoryUrl,
      localPath: input.localPath === undefined ? before.localPath : input.localPath,
    };
    const fields = {
      name: [before.name, after.name],
      description: [briefValue(before.description), briefValue(after.description)],
      status: [before.status, after.status],
      priority: [before.priority, after.priority],
      colour: [before.colour, after.colour],
      repositoryUrl: [before.repositoryUrl, after.repositoryUrl],
      localPath: [before.localPath, after.localPath],
      lead: [before.lead?.handle ?? null, lead?.handle ?? null],
      members: [before.members.map((person) => person.handle), members.map((person) => person.handle)],
      labels: [before.labels, labels ? labels.map((label) => label.name) : before.labels],
    } satisfies Record<string, [unknown, unknown]>;
    if (Object.values(fields).every(([was, is]) => JSON.stringify(was) === JSON.stringify(is))) {
      ctx.unchanged();
      return before;
    }
    const { count } = await ctx.db.project.updateMany({
      where: { id, version: before.version },
      data: {
        ...after,
        nameFold: fold(after.name),
        leadId: lead?.id ?? null,
        updatedAt: ctx.now,
        version: before.version + 1,
      },
    });
    if (count === 0) throw lostRace();
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
      labels: labels ? labels.map((label) => label.name) : before.labels,
      version: before.version + 1,
      updatedAt: ctx.now,
      lastActivityAt: ctx.now,
    };
  },
});
