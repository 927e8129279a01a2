import type { Config } from "#lib/core/config";
import { clearJobsJob } from "./clear-jobs-job.ts";
import type { JobDefinition } from "./define-job.ts";
import { emptyBinJob } from "./empty-bin-job.ts";

/** Everything that is done in the background, as this instance is configured. */
export function allJobs({ retention }: Config): readonly JobDefinition[] {
  return [emptyBinJob(retention.binDays), clearJobsJob];
}
