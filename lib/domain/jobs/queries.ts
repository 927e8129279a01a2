import type { ReadContext } from "#lib/core/context";
import { notFound } from "#lib/core/errors";
import { isId } from "#lib/core/ids";
import type { Transaction } from "#lib/db/transaction";
import type { Job } from "./schema.ts";

type StoredJob = NonNullable<Awaited<ReturnType<Transaction["job"]["findUnique"]>>>;

/** Jobs in any order. */
export async function findJobs(ctx: ReadContext, ids: readonly string[]): Promise<Job[]> {
  const rows = await ctx.db.job.findMany({ where: { id: { in: [...ids] } } });
  return rows.map(toJob);
}

/** The job of an id. Throws `not_found`. */
export async function requireJob(ctx: ReadContext, ref: string): Promise<StoredJob> {
  const id = ref.toLowerCase();
  const found = isId(id) ? await ctx.db.job.findUnique({ where: { id } }) : null;
  if (found) return found;
  throw notFound("job", `There is no job "${ref.slice(0, 80)}". Jobs that ended a while ago are cleared away.`);
}

/** What `changed` is told of a job. */
export function jobSubject({ id, name }: Pick<Job, "id" | "name">) {
  return { kind: "job", id, key: name, projectId: null };
}

export function toJob({ slot: _slot, data: _data, attempt: _attempt, cancelAt, ...row }: StoredJob): Job {
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    ...row,
    cancelling: row.state === "running" && cancelAt !== null,
    createdAt: row.createdAt.toISOString(),
    dueAt: iso(row.dueAt),
    startedAt: iso(row.startedAt),
    endedAt: iso(row.endedAt),
  };
}
