import { lostRace } from "#lib/core/conflict";
import { TurboError } from "#lib/core/errors";
import { ringForJobs } from "#lib/core/job-bell";
import { defineOperation } from "#lib/core/operation";
import { insertNextRun } from "./enqueue.ts";
import { jobSubject, requireJob, toJob } from "./queries.ts";
import { Job, JobRef } from "./schema.ts";

export const cancelJob = defineOperation({
  name: "jobs.cancel",
  summary:
    "Cancel a job: a waiting one at once, a running one as soon as it hears of it; the next run of a schedule is skipped.",
  access: "admin",
  reach: "workspace",
  rest: "POST /jobs/:job/cancel",
  input: JobRef,
  output: Job,
  authorize: (ctx, { job }) => requireJob(ctx, job),
  async handle(ctx, _input, job) {
    if (job.state === "cancelled" || (job.state === "running" && job.cancelAt)) {
      ctx.unchanged();
      return toJob(job);
    }
    if (job.state === "done" || job.state === "failed")
      throw new TurboError("refused", `This job is over: it ${job.state === "done" ? "is done" : "failed"}.`);
    const { id, state, attempt } = job;
    const change =
      state === "running"
        ? { cancelAt: ctx.now }
        : ({ state: "cancelled", slot: null, dueAt: null, cancelAt: ctx.now, endedAt: ctx.now } as const);
    const { count } = await ctx.db.job.updateMany({ where: { id, state, attempt }, data: change });
    if (count === 0) throw lostRace();
    if (state === "queued") await insertNextRun(ctx, job);
    ctx.changed({ ...jobSubject(job), fields: { cancelled: [null, ctx.now.toISOString()] } });
    ctx.afterCommit(ringForJobs);
    return toJob({ ...job, ...change });
  },
});
