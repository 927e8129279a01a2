import type { Change } from "#lib/core/context";
import { columnsOf, differences } from "#lib/domain/field-table";
import { maySeeProject } from "#lib/domain/projects/policy";
import { stampsKept } from "#lib/domain/shelf/move-shelf";
import type { Reverter, Unrestored } from "#lib/domain/undo/reverter";
import { saveWords } from "#lib/domain/undo/save-words";
import { updateRows } from "#lib/domain/undo/update-rows";
import { MILESTONE_FIELDS } from "./fields.ts";
import { milestoneKey } from "./milestone-row.ts";
import { milestoneSearchEntry } from "./search-entry.ts";

/** Puts milestones back. */
export const revertMilestone: Reverter = {
  kind: "milestone",
  async restore(ctx, rows) {
    const unrestored: Unrestored[] = [];
    const found = await ctx.db.milestone.findMany({
      where: { id: { in: rows.map((row) => row.id) } },
      include: { project: { select: { key: true } } },
    });
    const pairs = rows.flatMap(({ id, values }) => {
      const was = found.find((row) => row.id === id);
      if (!was || !maySeeProject(ctx.actor, was.projectId)) {
        unrestored.push({ id, field: null, why: "This milestone is gone." });
        return [];
      }
      const is = { ...was, ...values } as typeof was;
      return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ was, is }];
    });
    await updateRows(
      ctx,
      "Milestone",
      pairs.map(({ was, is }) => ({
        id: is.id,
        version: was.version,
        ...columnsOf(MILESTONE_FIELDS, is),
        completedAt: is.status === "completed" ? (was.completedAt ?? ctx.now) : null,
        ...stampsKept(ctx, was, is.shelf),
      })),
    );
    await saveWords(ctx, pairs, {
      kind: "milestone",
      texts: ({ title, description }) => [title, description],
      entry: (is) => milestoneSearchEntry({ ...is, key: milestoneKey(is.project.key, is.number) }),
    });
    const changes = pairs.map(
      ({ was, is }): Change => ({
        kind: "milestone",
        id: is.id,
        key: milestoneKey(is.project.key, is.number),
        projectId: is.projectId,
        fields: { ...differences(MILESTONE_FIELDS, was, is), shelf: [was.shelf, is.shelf] },
      }),
    );
    return { changes, unrestored };
  },
};
