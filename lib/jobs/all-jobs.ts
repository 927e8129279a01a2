import type { Config } from "#lib/core/config";
import { type BackUp, backUpJob } from "./back-up-job.ts";
import { clearJobsJob } from "./clear-jobs-job.ts";
import type { JobDefinition } from "./define-job.ts";
import { emptyBinJob } from "./empty-bin-job.ts";
import { thinFiguresJob } from "./thin-figures-job.ts";

/** Everything that is done in the background, as this instance is configured. */
export function allJobs({ backup, retention }: Config, backUp: BackUp): readonly JobDefinition[] {
  return [backUpJob(backup.enabled, backUp), emptyBinJob(retention.binDays), clearJobsJob, thinFiguresJob];
}
