import { z } from "zod";
import { defineJob } from "./define-job.ts";

const DAY = 24 * 60 * 60 * 1000;
/** How many days a job is kept after its end. */
const KEPT = { done: 7, cancelled: 7, failed: 30 } as const;

/** Removes jobs that ended a while ago, every night. */
export const clearJobsJob = defineJob({
  name: "clear_jobs",
  data: z.object({}),
  cron: "47 3 * * *",
  async handler(ctx, _data, { progress }) {
    let cleared = 0;
    for (const [state, days] of Object.entries(KEPT) as [keyof typeof KEPT, number][]) {
      const endedAt = { lt: new Date(ctx.now.getTime() - days * DAY) };
      cleared += await ctx.database.write(async (tx) => (await tx.job.deleteMany({ where: { state, endedAt } })).count);
    }
    await progress(cleared, cleared, `${cleared} cleared away`);
  },
});
