import type { Database } from "#lib/db/database";
import { insertNextRun } from "#lib/domain/jobs/enqueue";
import type { Claimed } from "./claim-job.ts";

/** How an attempt ended. `again` is not its fault and counts for none. */
export type Ending =
  | { state: "done" }
  | { state: "cancelled" }
  | { state: "again" }
  | { state: "failed"; error: string };

/** Says how an attempt ended. Answers false, and changes nothing, where another has taken the job over. */
export async function finishJob(
  database: Database,
  job: Claimed,
  ending: Ending,
  now: Date,
  random: () => number = Math.random,
): Promise<boolean> {
  const own = { id: job.id, attempt: job.attempt, state: "running" } as const;
  return database.write(async (tx) => {
    const change = changeOf(job, ending, now, random);
    const { count } = await tx.job.updateMany({ where: own, data: change });
    if (count === 0) return false;
    if (change.state !== "queued")
      await insertNextRun({ db: tx, database, now }, { ...job, state: "running", dueAt: null });
    return true;
  });
}

function changeOf(job: Claimed, ending: Ending, now: Date, random: () => number) {
  const over = { slot: null, dueAt: null, endedAt: now };
  if (ending.state === "again") return { state: "queued" as const, dueAt: now, tried: job.tried - 1 };
  if (ending.state !== "failed") return { ...over, state: ending.state };
  const { error } = ending;
  if (job.tried >= job.attempts) return { ...over, state: "failed" as const, error };
  return { state: "queued" as const, dueAt: new Date(now.getTime() + backOff(job.tried, random)), error };
}

/** How long is waited after so many failures, in milliseconds: ten seconds, twice as long each time, an hour at most. */
function backOff(failures: number, random: () => number): number {
  const most = Math.min(3_600_000, 10_000 * 2 ** (failures - 1));
  // Half of it by chance, so that what failed together does not come back together.
  return most / 2 + (most / 2) * random();
}

/** What a job says of itself while it runs. */
export interface Sign {
  done?: number | null;
  total?: number | null;
  note?: string;
}

/** A sign of life: the lease begins anew. Answers what its worker has to know. */
export async function giveSign(
  database: Database,
  job: Claimed,
  dueAt: Date,
  sign: Sign = {},
): Promise<"go on" | "cancel" | "lost"> {
  const own = { id: job.id, attempt: job.attempt, state: "running" } as const;
  return database.write(async (tx) => {
    const { count } = await tx.job.updateMany({ where: own, data: { ...sign, dueAt } });
    if (count === 0) return "lost";
    const told = await tx.job.findFirst({ where: { id: job.id }, select: { cancelAt: true } });
    return told?.cancelAt ? "cancel" : "go on";
  });
}
