import { briefValue } from "#lib/core/brief-value";
import { newId } from "#lib/core/ids";
import { defineOperation } from "#lib/core/operation";
import { progressOf } from "#lib/domain/progress/progress-of";
import { requireOrder } from "#lib/domain/progress/require-order";
import { requireLiveProject } from "#lib/domain/projects/queries";
import { saveReferences } from "#lib/domain/references/save-references";
import { claimNumber } from "#lib/domain/subjects/claim-number";
import { similarTo } from "#lib/domain/subjects/similar-to";
import { milestoneColumns } from "./columns.ts";
import { milestoneKey, outlook } from "./milestone-row.ts";
import { FiledMilestone, NewMilestone } from "./schema.ts";
import { milestoneSearchEntry } from "./search-entry.ts";

export const createMilestone = defineOperation({
  name: "milestones.create",
  summary: "Set a milestone in a project.",
  access: "write",
  reach: "projects",
  rest: "POST /milestones",
  input: NewMilestone,
  output: FiledMilestone,
  authorize: (ctx, { project }) => requireLiveProject(ctx, project),
  async handle(ctx, input, project) {
    const { title } = input;
    const status = input.status ?? "planned";
    const startDate = input.startDate ?? null;
    const dueDate = input.dueDate ?? null;
    requireOrder(startDate, dueDate, "dueDate");
    const number = await claimNumber(ctx, project.id, "lastMilestoneNumber");
    const id = newId();
    const key = milestoneKey(project.key, number);
    const row = {
      id,
      createdAt: ctx.now,
      updatedAt: ctx.now,
      projectId: project.id,
      number,
      description: input.description ?? "",
      completedAt: status === "completed" ? ctx.now : null,
    };
    const { description } = row;
    const similar = await similarTo(ctx, { kind: "milestone", project, title, except: id }, input);
    await ctx.db.milestone.createMany({
      data: [{ ...row, ...milestoneColumns({ title, status, startDate, dueDate }) }],
    });
    const entry = milestoneSearchEntry({ id, projectId: project.id, key, title, description });
    await saveReferences(ctx, { kind: "milestone", id }, [title, description], { isNew: true, entry });
    ctx.changed({
      kind: "milestone",
      id,
      key,
      projectId: project.id,
      fields: {
        created: [false, true],
        title: [null, title],
        description: ["", briefValue(description)],
        status: [null, status],
        startDate: [null, startDate],
        dueDate: [null, dueDate],
      },
    });
    const plain = { status, startDate, dueDate, progress: progressOf([]), createdAt: ctx.now.toISOString() };
    return {
      ...row,
      key,
      project: project.key,
      title,
      ...plain,
      ...outlook(plain, { count: 0, first: null }, ctx.today),
      source: null,
      archivedAt: null,
      binnedAt: null,
      shelf: "live" as const,
      version: 1,
      similar,
    };
  },
});
