import { loadConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { instanceDatabase } from "#lib/db/instance";
import { allJobs } from "#lib/jobs/all-jobs";
import { makeRunner, type Runner } from "#lib/jobs/runner";
import { settleSchedules } from "#lib/jobs/schedules";
import { doorLog } from "./door-context.ts";
import { runScheduledBackup } from "./scheduled-backup.ts";

/** How often it is tried to bring schedules into the queue while the database is away, in milliseconds. */
const PAUSE = 30_000;

const RUNNER = Symbol.for("turbo.job-runner");
const shared = globalThis as { [RUNNER]?: Runner };

/** A runner of this instance's jobs. */
export function instanceRunner(): Runner {
  const config = loadConfig();
  const { concurrency } = config.jobs;
  const jobs = allJobs(config, runScheduledBackup);
  return makeRunner({ database: instanceDatabase(), log: doorLog(), clock: () => new Date(), jobs, concurrency });
}

/** Brings the next run of each schedule into the queue. */
export function settleInstanceSchedules(): Promise<void> {
  const config = loadConfig();
  return settleSchedules(instanceDatabase(), allJobs(config, runScheduledBackup), config.server.timeZone, new Date());
}

/** Runs background jobs in this process from now on, where it is to. */
export function startJobs(): void {
  if (!loadConfig().jobs.enabled || shared[RUNNER]) return;
  const runner = instanceRunner();
  shared[RUNNER] = runner;
  const settle = () =>
    settleInstanceSchedules().catch((error) => {
      if (!(error instanceof TurboError)) doorLog().warn({ err: error }, "schedules were not brought into the queue");
      setTimeout(settle, PAUSE).unref();
    });
  void settle().then(() => runner.start());
}

/** Takes up nothing more and waits until what runs has ended. */
export async function endJobs(): Promise<void> {
  await shared[RUNNER]?.stop();
}
