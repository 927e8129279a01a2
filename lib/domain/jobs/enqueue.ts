import type { WriteContext } from "#lib/core/context";
import { newId } from "#lib/core/ids";
import { ringForJobs } from "#lib/core/job-bell";
import { boundRows, insertSql } from "#lib/core/json-rows";
import type { Database } from "#lib/db/database";
import type { Transaction } from "#lib/db/transaction";
import { nextRun } from "./next-run.ts";

/** How often a job is begun before it counts as failed, where nothing else is said. */
export const ATTEMPTS = 5;

interface Wanted {
  /** Tells it from other work of its name: while one of this key waits or runs, there is no second one. */
  key?: string;
  /** At once where absent. */
  runAt?: Date;
  attempts?: number;
}

/**
 * Puts work into the queue, in the caller's transaction: it is there when that commits, and never where it rolls back.
 * Answers its id, null where the same work waits or runs already.
 */
export async function enqueue(
  ctx: Pick<WriteContext, "db" | "database" | "now" | "afterCommit">,
  name: string,
  data: object = {},
  { key, runAt, attempts = ATTEMPTS }: Wanted = {},
): Promise<string | null> {
  const id = newId();
  const inserted = await insertJob(ctx, { id, name, key: key ?? id, data, dueAt: runAt ?? ctx.now, attempts });
  if (inserted) ctx.afterCommit(ringForJobs);
  return inserted ? id : null;
}

interface NewJob {
  id: string;
  name: string;
  key: string;
  data: object;
  dueAt: Date;
  attempts: number;
  schedule?: string;
}

/** Where a job is being written: its transaction and instant. */
export interface JobPlace {
  db: Transaction;
  database: Pick<Database, "engine">;
  now: Date;
}

/** Writes a job that waits; answers false where its name and key are taken. */
export async function insertJob({ db, database: { engine }, now }: JobPlace, job: NewJob): Promise<boolean> {
  const { schedule = null, ...given } = job;
  const row = { ...given, schedule, slot: slotOf(job), createdAt: now, state: "queued", ...FRESH };
  const table = { table: "Job", rows: [row] } as const;
  const sql = insertSql(engine, table, engine === "postgres" ? "$1" : "?");
  return (await db.$executeRawUnsafe(`${sql} ON CONFLICT ("slot") DO NOTHING`, boundRows(engine, [row]))) > 0;
}

const FRESH = { attempt: 0, tried: 0, note: "", error: "" };

/** What is taken by a job that waits or runs. */
export function slotOf({ name, key }: { name: string; key: string }): string {
  return `${name} ${key}`;
}

/** Writes the run that comes after one that is over, where its schedule goes on. */
export async function insertNextRun(
  place: JobPlace,
  {
    name,
    key,
    data,
    schedule,
    dueAt,
    state,
    attempts,
  }: Pick<NewJob, "name" | "key" | "attempts"> & {
    data: unknown;
    schedule: string | null;
    dueAt: Date | null;
    state: string;
  },
): Promise<void> {
  if (schedule === null) return;
  // One that was to begin later and is called off is skipped; what was missed meanwhile is not made up for.
  const after = state === "queued" && dueAt && dueAt > place.now ? dueAt : place.now;
  const next = { id: newId(), name, key, data: Object(data), schedule, attempts, dueAt: nextRun(schedule, after) };
  await insertJob(place, next);
}
