import type { z } from "zod";
import type { Context } from "#lib/core/context";
import { ATTEMPTS } from "#lib/domain/jobs/enqueue";

/** What a handler is given beside its data. */
export interface Work {
  /** Aborted where the job is cancelled, the server ends, or another took the job over: end soon, and leave what is whole. */
  signal: AbortSignal;
  /** Says how far it is; the job counts as alive by it. Throws where it was told to end: between two of its parts. */
  progress(done: number, total?: number | null, note?: string): Promise<void>;
}

interface Shape<Data extends z.ZodType> {
  /** As the queue knows it: snake_case, verb first. */
  name: string;
  data: Data;
  /** Does the work. What it throws is the reason that people read, and it is tried again later. */
  handler: (ctx: Context, data: z.output<Data>, work: Work) => Promise<void>;
  /** How many of it one process runs at once; 1 where absent. */
  concurrency?: number;
  /** Without a sign of life for so long, in milliseconds, it is taken up by another; a minute where absent. */
  leaseMs?: number;
  /** How often its scheduled runs are begun before they count as failed. */
  attempts?: number;
  /** When it comes by itself: a cron expression; null and absent are never. */
  cron?: string | null;
}

/** Work that can be queued, as the runner sees it. */
export interface JobDefinition {
  readonly name: string;
  readonly concurrency: number;
  readonly leaseMs: number;
  readonly attempts: number;
  readonly cron: string | null;
  perform(ctx: Context, data: unknown, work: Work): Promise<void>;
}

export function defineJob<Data extends z.ZodType>(shape: Shape<Data>): JobDefinition {
  const { name, data, handler, concurrency = 1, leaseMs = 60_000, attempts = ATTEMPTS, cron = null } = shape;
  return {
    ...{ name, concurrency, leaseMs, attempts, cron },
    perform: async (ctx, given, work) => handler(ctx, data.parse(given), work),
  };
}
