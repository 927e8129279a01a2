import { defineOperation } from "#lib/core/operation";
import { requireJob, toJob } from "./queries.ts";
import { Job, JobRef } from "./schema.ts";

export const getJob = defineOperation({
  name: "jobs.get",
  summary: "Show one background job: its state, how far it is, and why it failed.",
  access: "admin",
  reach: "workspace",
  rest: "GET /jobs/:job",
  input: JobRef,
  output: Job,
  authorize: (ctx, { job }) => requireJob(ctx, job),
  handle: (_ctx, _input, job) => toJob(job),
});
