import type { z } from "zod";
import type { FieldChanges, WriteContext } from "#lib/core/context";
import { touchSubjects } from "#lib/domain/subjects/touch-subjects";
import { updateRows } from "#lib/domain/undo/update-rows";
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
  const { id, version } = before;
  await updateRows(ctx, "WorkLog", [{ id, version, ...columns }]);
  await touchSubjects(ctx, [{ kind: "issue", id: before.issueId }]);
  ctx.changed({
    kind: "worklog",
    id,
    key: before.issue,
    projectId: before.projectId,
    fields,
    about: [{ kind: "issue", id: before.issueId }],
  });
  const after = { ...before, ...columns, updatedAt: ctx.now, version: version + 1 };
  return { ...after, running: after.endedAt === null };
}
