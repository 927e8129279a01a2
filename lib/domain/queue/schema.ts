import { z } from "zod";
import { Flag, WholeNumber } from "#lib/core/fields";
import { QUEUE_PART } from "#lib/domain/claims/schema";
import { IssueLine } from "#lib/domain/issues/schema";

const points = (words: string) => z.number().describe(words);

/** The points of an issue, part by part. */
export const Points = z.object({
  priority: points("100 for critical, 50, 25, 10, 5 for none."),
  age: points("0.5 a day of waiting for two weeks, then 2 a day."),
  due: points("Rises to 60 over the last 14 days before it is due."),
  unblocks: points("5 for each open issue that waits for it, at most 40."),
  project: points("The weight of its project."),
});

export const QueueItem = z.object({
  place: z.number().int(),
  pinned: z.boolean(),
  pin: z.number().nullable(),
  score: z.number(),
  points: Points,
  because: z.array(z.string()).describe("The points in words."),
  issue: IssueLine,
});
export type QueueItem = z.output<typeof QueueItem>;

export const QueueFilter = z.strictObject({
  ...QUEUE_PART,
  backlog: Flag.optional().describe("Count backlog as ready."),
  free: Flag.optional().describe("Only what is assigned to nobody, or to you."),
  limit: WholeNumber(1, 100).default(50).describe("Rows at most, 1–100."),
});

export const Queue = z.object({
  items: z.array(QueueItem),
  more: z.boolean().describe("There are more behind these."),
});

/** Where an issue stands in the queue, or why it is not there. */
export const QueueStanding = z.object({
  issue: z.string().describe("Its key."),
  ready: z.boolean(),
  place: z.number().int().nullable().describe("1 is next; null where it is not among the first 100 or not ready."),
  score: z.number().nullable(),
  points: Points.nullable(),
  because: z.array(z.string()).describe("The points in words."),
  whyNot: z.array(z.string()).describe("What keeps it from being ready, each with what to do."),
});
