import type { z } from "zod";
import type { WriteContext } from "#lib/core/context";
import { newId } from "#lib/core/ids";
import { insertRows } from "#lib/core/insert-rows";
import { beginnings } from "#lib/domain/field-table";
import { viaOf } from "#lib/domain/people/queries";
import { touchSubjects } from "#lib/domain/subjects/touch-subjects";
import { WORK_LOG_FIELDS, type WorkLogValues } from "./fields.ts";
import type { WorkLog } from "./schema.ts";

interface NewRow extends WorkLogValues {
  startedAt: Date;
  endedAt: Date | null;
  minutes: number | null;
}

/** Writes a new work log of the actor and says so. */
export async function insertWorkLog(
  ctx: WriteContext,
  issue: { id: string; key: string; projectId: string },
  work: NewRow,
): Promise<z.input<typeof WorkLog>> {
  const via = viaOf(ctx.actor);
  const row = { id: newId(), createdAt: ctx.now, updatedAt: ctx.now, ...work };
  await insertRows(ctx, [{ table: "WorkLog", rows: [{ ...row, issueId: issue.id, userId: ctx.actor.user.id, via }] }]);
  await touchSubjects(ctx, [{ kind: "issue", id: issue.id }]);
  ctx.changed({
    kind: "worklog",
    id: row.id,
    key: issue.key,
    projectId: issue.projectId,
    fields: {
      ...beginnings(WORK_LOG_FIELDS, work),
      running: [false, work.endedAt === null],
      startedAt: [null, work.startedAt],
      endedAt: [null, work.endedAt],
      minutes: [null, work.minutes],
    },
    about: [{ kind: "issue", id: issue.id }],
  });
  return { ...row, issue: issue.key, user: ctx.actor.user, via, running: work.endedAt === null, version: 1 };
}
