import { bindings } from "#lib/core/bindings";
import { jsonOf, type Row, textOf } from "#lib/core/row-value";
import type { Database } from "#lib/db/database";
import type { Transaction } from "#lib/db/transaction";
import { insertNextRun } from "#lib/domain/jobs/enqueue";

/** A job that is ours while its attempt is the last one. */
export interface Claimed {
  id: string;
  name: string;
  key: string;
  data: unknown;
  schedule: string | null;
  attempt: number;
  tried: number;
  attempts: number;
}

/** What can be claimed: names, each with its lease in milliseconds. */
export type Leases = ReadonlyMap<string, number>;

/**
 * Takes the job that is due longest, or one whose lease ran out; null where there is none. Two that ask at once never get
 * the same.
 */
export async function claimJob(database: Database, leases: Leases, now: Date): Promise<Claimed | null> {
  const due = { dueAt: { lte: now }, name: { in: [...leases.keys()] } };
  for (;;) {
    // Most looks find nothing, and then no lock is taken.
    if (!(await database.reader.job.findFirst({ where: due, select: { id: true } }))) return null;
    const taken = await database.write((tx) => takeFirst(tx, database, leases, now));
    if (taken !== "over") return taken;
  }
}

async function takeFirst(
  tx: Transaction,
  database: Database,
  leases: Leases,
  now: Date,
): Promise<Claimed | "over" | null> {
  const { values, bind, bindAll } = bindings(database.engine);
  const [row] = await tx.$queryRawUnsafe<Row[]>(
    `SELECT ${COLUMNS} FROM "Job" WHERE "dueAt" <= ${bind(now)} AND "name" IN (${bindAll([...leases.keys()])})
     ORDER BY "dueAt", "id" LIMIT 1${database.engine === "postgres" ? " FOR UPDATE SKIP LOCKED" : ""}`,
    ...values,
  );
  if (!row) return null;
  const job = toClaimed(row);
  const where = { id: job.id };
  const end = row.state === "running" ? endOfDead(job, row.cancelAt !== null) : null;
  if (end) {
    await tx.job.updateMany({ where, data: { ...end, slot: null, dueAt: null, endedAt: now } });
    await insertNextRun({ db: tx, database, now }, { ...job, state: "running", dueAt: null });
    return "over";
  }
  const [attempt, tried] = [job.attempt + 1, job.tried + 1];
  const dueAt = new Date(now.getTime() + (leases.get(job.name) ?? 0));
  const begun = { attempt, tried, dueAt, startedAt: now, done: null, total: null, note: "" };
  await tx.job.updateMany({ where, data: { ...begun, state: "running" } });
  return { ...job, attempt, tried };
}

const COLUMNS = ["id", "name", "key", "data", "schedule", "state", "attempt", "tried", "attempts", "cancelAt"]
  .map((name) => `"${name}"`)
  .join(", ");

function toClaimed(row: Row): Claimed {
  return {
    ...{ id: String(row.id), name: String(row.name), key: String(row.key), data: jsonOf(row.data) },
    ...{ schedule: textOf(row.schedule), attempt: Number(row.attempt) },
    ...{ tried: Number(row.tried), attempts: Number(row.attempts) },
  };
}

/** What becomes of a job whose lease ran out, where it is not taken up again. */
function endOfDead({ tried, attempts }: Claimed, wasCancelled: boolean) {
  if (wasCancelled) return { state: "cancelled" as const };
  if (tried < attempts) return null;
  return {
    state: "failed" as const,
    error: "The server that ran it ended before it was done, the last time it could be tried.",
  };
}
