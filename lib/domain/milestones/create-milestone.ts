import { newId } from "#lib/core/ids";
import { defineOperation } from "#lib/core/operation";
import { beginnings, columnsOf, freshValues } from "#lib/domain/field-table";
import { progressOf } from "#lib/domain/progress/progress-of";
import { requireOrder } from "#lib/domain/progress/require-order";
import { requireLiveProject } from "#lib/domain/projects/queries";
import { saveReferences } from "#lib/domain/references/save-references";
import { FRESH_STAMPS } from "#lib/domain/shelf/stamps-in";
import { claimNumber } from "#lib/domain/subjects/claim-number";
import { similarTo } from "#lib/domain/subjects/similar-to";
import { MILESTONE_FIELDS } from "./fields.ts";
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
    const values = freshValues(MILESTONE_FIELDS, input);
    const { title, description, startDate, dueDate } = values;
    requireOrder(startDate, dueDate, "dueDate");
    const number = await claimNumber(ctx, project.id, "lastMilestoneNumber");
    const id = newId();
    const key = milestoneKey(project.key, number);
    const completedAt = values.status === "completed" ? ctx.now : null;
    const row = { id, createdAt: ctx.now, updatedAt: ctx.now, projectId: project.id, number, completedAt };
    const similar = await similarTo(ctx, { kind: "milestone", project, title, except: id }, input);
    await ctx.db.milestone.createMany({ data: [{ ...row, ...columnsOf(MILESTONE_FIELDS, values) }] });
    const entry = milestoneSearchEntry({ id, projectId: project.id, key, title, description });
    await saveReferences(ctx, { kind: "milestone", id }, [title, description], { isNew: true, entry });
    const fields = beginnings(MILESTONE_FIELDS, values);
    ctx.changed({ kind: "milestone", id, key, projectId: project.id, fields });
    const plain = { ...values, progress: progressOf([]), createdAt: ctx.now.toISOString() };
    return {
      ...FRESH_STAMPS,
      ...row,
      key,
      project: project.key,
      ...plain,
      ...outlook(plain, { count: 0, first: null }, ctx.today),
      similar,
    };
  },
});
