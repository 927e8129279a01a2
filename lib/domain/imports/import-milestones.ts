import { newId } from "#lib/core/ids";
import { insertRows } from "#lib/core/insert-rows";
import { defineOperation } from "#lib/core/operation";
import { beginnings, columnsOf, freshValues } from "#lib/domain/field-table";
import { MILESTONE_FIELDS } from "#lib/domain/milestones/fields";
import { milestoneKey } from "#lib/domain/milestones/milestone-row";
import { milestoneSearchEntry } from "#lib/domain/milestones/search-entry";
import { ImportedNouns, ImportMilestones } from "./noun-schema.ts";
import { numbered, takeNounNumbers } from "./noun-target.ts";
import { sourceOf } from "./queries.ts";
import { tellImported } from "./tell-imported.ts";
import { timesOf } from "./times-of.ts";

export const importMilestones = defineOperation({
  name: "imports.milestones",
  summary: "Bring up to 100 milestones from another system; those imported before stay as they are.",
  access: "write",
  reach: "projects",
  rest: "POST /imports/milestones",
  input: ImportMilestones,
  output: ImportedNouns,
  authorize: (ctx, { project, source, items }) => takeNounNumbers(ctx, { noun: "milestone", project, source, items }),
  async handle(ctx, { source, items }, target) {
    const { project, found } = target;
    const fresh = numbered(
      items.filter(({ id }) => !found.has(id)),
      target,
    );
    if (fresh.length === 0) ctx.unchanged();
    const made = fresh.map(({ item, number }) => {
      const values = freshValues(MILESTONE_FIELDS, item);
      const times = timesOf(item, ctx.now);
      const completedAt = item.completedAt === null ? times.updatedAt : new Date(item.completedAt);
      const row = {
        id: newId(),
        ...times,
        projectId: project.id,
        number,
        ...columnsOf(MILESTONE_FIELDS, values),
        completedAt: item.status === "completed" ? completedAt : null,
        source: sourceOf(source, item.id),
      };
      return { item, fields: beginnings(MILESTONE_FIELDS, values), row, key: milestoneKey(project.key, number) };
    });
    await insertRows(ctx, [{ table: "Milestone", rows: made.map(({ row }) => row) }]);
    const entries = made.map(({ row, key }) => milestoneSearchEntry({ ...row, key }));
    await ctx.database.search.putMany(ctx.db, entries, { isNew: true });
    tellImported(ctx, "milestone", made);
    return {
      created: made.map(({ item, key }) => ({ id: item.id, key })),
      existing: [...found].map(([id, { key }]) => ({ id, key })),
    };
  },
});
