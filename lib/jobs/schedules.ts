import { newId } from "#lib/core/ids";
import type { Database } from "#lib/db/database";
import { insertJob } from "#lib/domain/jobs/enqueue";
import { nextRun, scheduleOf } from "#lib/domain/jobs/next-run";
import type { JobDefinition } from "./define-job.ts";

/** The one key of what comes by itself. */
const SCHEDULED = "schedule";

/**
 * Brings the next run of each schedule into the queue, where every instance finds the same one. A run that was missed stays
 * as it is and comes at once; one whose schedule was changed gets its new time; one that has none any more goes.
 */
export async function settleSchedules(
  database: Database,
  jobs: readonly JobDefinition[],
  timeZone: string,
  now: Date,
): Promise<void> {
  await database.write(async (tx) => {
    for (const { name, cron, attempts } of jobs) {
      const waiting = await tx.job.findFirst({ where: { name, key: SCHEDULED, state: "queued" } });
      const schedule = cron === null ? null : scheduleOf(cron, timeZone);
      if (waiting && schedule === null) await tx.job.deleteMany({ where: { id: waiting.id, state: "queued" } });
      if (schedule === null || waiting?.schedule === schedule) continue;
      const dueAt = nextRun(schedule, now);
      if (waiting)
        await tx.job.updateMany({ where: { id: waiting.id, state: "queued" }, data: { schedule, dueAt, attempts } });
      else
        await insertJob(
          { db: tx, database, now },
          { id: newId(), name, key: SCHEDULED, data: {}, dueAt, attempts, schedule },
        );
    }
  });
}
