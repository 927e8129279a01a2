import type { Change } from "#lib/core/context";
import { columnsOf, differences } from "#lib/domain/field-table";
import { maySeeProject } from "#lib/domain/projects/policy";
import { saveManyReferences } from "#lib/domain/references/save-many-references";
import type { Reverter, Unrestored } from "#lib/domain/undo/reverter";
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
        shelf: is.shelf,
        archivedAt: is.shelf === "archived" ? (was.archivedAt ?? ctx.now) : null,
        binnedAt: is.shelf === "binned" ? (was.binnedAt ?? ctx.now) : null,
      })),
    );
    const texts = pairs.filter(
      ({ was, is }) =>
        was.title !== is.title ||
        was.description !== is.description ||
        (was.shelf === "binned") !== (is.shelf === "binned"),
    );
    await ctx.database.search.remove(
      ctx.db,
      texts.filter(({ is }) => is.shelf === "binned").map(({ is }) => is.id),
    );
    await ctx.database.search.putMany(
      ctx.db,
      texts
        .filter(({ is }) => is.shelf !== "binned")
        .map(({ is }) => milestoneSearchEntry({ ...is, key: milestoneKey(is.project.key, is.number) })),
    );
    await saveManyReferences(
      ctx,
      texts.map(({ is }) => ({ kind: "milestone", id: is.id, texts: [is.title, is.description] })),
    );
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
