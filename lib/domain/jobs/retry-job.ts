import { lostRace } from "#lib/core/conflict";
import { TurboError } from "#lib/core/errors";
import { ringForJobs } from "#lib/core/job-bell";
import { defineOperation } from "#lib/core/operation";
import { slotOf } from "./enqueue.ts";
import { jobSubject, requireJob, toJob } from "./queries.ts";
import { Job, JobRef } from "./schema.ts";

export const retryJob = defineOperation({
  name: "jobs.retry",
  summary: "Begin a failed or cancelled job anew, with all its attempts, or a waiting one now.",
  access: "admin",
  reach: "workspace",
  rest: "POST /jobs/:job/retry",
  input: JobRef,
  output: Job,
  authorize: (ctx, { job }) => requireJob(ctx, job),
  async handle(ctx, _input, job) {
    if (job.state === "running") throw new TurboError("refused", "This job runs already.");
    if (job.state === "done") throw new TurboError("refused", "This job is done. There is nothing to try again.");
    const slot = slotOf(job);
    const other = await ctx.db.job.findUnique({ where: { slot }, select: { id: true } });
    if (other && other.id !== job.id)
      throw new TurboError(
        "refused",
        `The same work waits or runs already, as job ${other.id}. Retry that one to begin it now.`,
      );
    const again = { state: "queued", slot, dueAt: ctx.now, tried: 0, cancelAt: null, endedAt: null } as const;
    const { id, state, attempt } = job;
    const { count } = await ctx.db.job.updateMany({ where: { id, state, attempt }, data: again });
    if (count === 0) throw lostRace();
    ctx.changed({ ...jobSubject(job), fields: { retried: [null, ctx.now.toISOString()] } });
    ctx.afterCommit(ringForJobs);
    return toJob({ ...job, ...again });
  },
});
