import { lostRace } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import { addTo } from "#lib/core/metrics";
import { changedValues, differences } from "#lib/domain/field-table";
import { WORK_LOG_FIELDS, type WorkLogValues } from "#lib/domain/worklogs/fields";
import { findWorkLogs } from "#lib/domain/worklogs/queries";
import { saveWorkLog } from "#lib/domain/worklogs/save-work-log";
import { minutesBetween } from "#lib/domain/worklogs/span";
import type { ClaimEnd } from "./schema.ts";

export interface Ending {
  end: ClaimEnd;
  reason?: string;
  /** When the work ended; now where absent. */
  at?: Date;
  /** What was done, for its work log. */
  work?: Partial<WorkLogValues>;
  /** What its work log says below its note. */
  remark?: string;
}

/** Ends a claim and its work log. Who tells what becomes of the issue is the caller. */
export async function endClaim(
  ctx: WriteContext,
  claim: { lease: string; workLogId: string | null },
  { end, reason = "", at = ctx.now, work = {}, remark = "" }: Ending,
): Promise<void> {
  const { count } = await ctx.db.claim.updateMany({
    where: { id: claim.lease, endedAt: null },
    data: { end, reason, endedAt: at, updatedAt: ctx.now },
  });
  if (count === 0) throw lostRace();
  ctx.afterCommit(() => addTo("turbo_leases_ended_total", { end }));
  const [log] = claim.workLogId === null ? [] : await findWorkLogs(ctx, [claim.workLogId]);
  if (!log || log.shelf === "binned") return;
  const note = [work.note ?? log.note, remark].filter(Boolean).join("\n\n");
  const done = changedValues(WORK_LOG_FIELDS, { ...work, note }, log);
  const fields = differences(WORK_LOG_FIELDS, log, done);
  if (!log.running) {
    if (Object.keys(fields).length > 0) await saveWorkLog(ctx, log, done, fields);
    return;
  }
  const minutes = minutesBetween(new Date(log.startedAt), at);
  const times = { running: [true, false], endedAt: [null, at], minutes: [null, minutes] } as const;
  await saveWorkLog(
    ctx,
    log,
    { ...done, endedAt: at, minutes },
    { running: [...times.running], endedAt: [...times.endedAt], minutes: [...times.minutes], ...fields },
  );
}
