import type { z } from "zod";
import { lostRace } from "#lib/core/conflict";
import type { FieldChanges, WriteContext } from "#lib/core/context";
import { touchSubjects } from "#lib/domain/subjects/touch-subjects";
import type { WorkLogValues } from "./fields.ts";
import type { StoredWorkLog } from "./queries.ts";
import type { WorkLog } from "./schema.ts";

interface Columns extends Partial<WorkLogValues> {
  endedAt?: Date | null;
  minutes?: number | null;
  shelf?: "live" | "binned";
  binnedAt?: Date | null;
}

/** Writes the next version of a work log and says what changed. */
export async function saveWorkLog(
  ctx: WriteContext,
  before: StoredWorkLog,
  columns: Columns,
  fields: FieldChanges,
): Promise<z.input<typeof WorkLog>> {
  const next = { ...columns, updatedAt: ctx.now, version: before.version + 1 };
  const { count } = await ctx.db.workLog.updateMany({ where: { id: before.id, version: before.version }, data: next });
  if (count === 0) throw lostRace();
  await touchSubjects(ctx, [{ kind: "issue", id: before.issueId }]);
  ctx.changed({
    kind: "worklog",
    id: before.id,
    key: before.issue,
    projectId: before.projectId,
    fields,
    about: [{ kind: "issue", id: before.issueId }],
  });
  const after = { ...before, ...next };
  return { ...after, running: after.endedAt === null };
}
