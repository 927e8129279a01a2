import { requireVersion } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import { replaceFragments } from "#lib/core/fragment";
import { defineOperation } from "#lib/core/operation";
import { dateOf } from "#lib/core/row-value";
import { changedValues, columnsOf, differences, isNothing } from "#lib/domain/field-table";
import { requireOrder } from "#lib/domain/progress/require-order";
import { saveReferences } from "#lib/domain/references/save-references";
import { updateRows } from "#lib/domain/undo/update-rows";
import { MILESTONE_FIELDS } from "./fields.ts";
import { outlook, type StoredMilestone } from "./milestone-row.ts";
import { requireUsableMilestone } from "./queries.ts";
import { Milestone, MilestoneChanges } from "./schema.ts";
import { milestoneSearchEntry } from "./search-entry.ts";

export const updateMilestone = defineOperation({
  name: "milestones.update",
  summary: "Change fields of a milestone; what is not named stays, null clears.",
  access: "write",
  reach: "projects",
  rest: "PATCH /milestones/:milestone",
  input: MilestoneChanges,
  output: Milestone,
  authorize: (ctx, { milestone }) => requireUsableMilestone(ctx, milestone),
  async handle(ctx, input, before) {
    requireVersion(before.key, input.version, Milestone.parse(before));
    const after = applied(ctx, input, before);
    requireOrder(after.startDate, after.dueDate, "dueDate");
    const fields = differences(MILESTONE_FIELDS, before, after);
    if (isNothing(fields)) {
      ctx.unchanged();
      return before;
    }
    if (after.status === "completed" && before.status !== "completed") fields.leftOpen = [0, before.progress.open];
    await save(ctx, before, after);
    ctx.changed({ kind: "milestone", id: before.id, key: before.key, projectId: before.projectId, fields });
    return { ...after, version: before.version + 1, updatedAt: ctx.now };
  },
});

/** The milestone as it will be. */
function applied(ctx: WriteContext, input: MilestoneChanges, before: StoredMilestone): StoredMilestone {
  const description = replaceFragments(input.description ?? before.description, input.replace ?? [], "replace");
  const values = changedValues(MILESTONE_FIELDS, { ...input, description }, before);
  const completedAt = values.status === "completed" ? (before.completedAt ?? ctx.now.toISOString()) : null;
  const after = { ...before, ...values, completedAt };
  return { ...after, ...outlook(after, before.lately, ctx.today) };
}

async function save(ctx: WriteContext, before: StoredMilestone, after: StoredMilestone): Promise<void> {
  const { id, version } = before;
  const columns = { ...columnsOf(MILESTONE_FIELDS, after), completedAt: dateOf(after.completedAt) };
  await updateRows(ctx, "Milestone", [{ id, version, ...columns }]);
  if (before.title === after.title && before.description === after.description) return;
  await saveReferences(ctx, { kind: "milestone", id }, [after.title, after.description], {
    before: [before.title, before.description],
    entry: milestoneSearchEntry(after),
  });
}
