import type { Here } from "#lib/db/backup/here";
import { backUpJob } from "./back-up-job.ts";
import { clearJobsJob } from "./clear-jobs-job.ts";
import type { JobDefinition } from "./define-job.ts";
import { emptyBinJob } from "./empty-bin-job.ts";

/** Everything that is done in the background, as this instance is configured. */
export function allJobs(here: Here): readonly JobDefinition[] {
  return [backUpJob(here), emptyBinJob(here.config.retention.binDays), clearJobsJob];
}
