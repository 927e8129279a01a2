import { z } from "zod";
import { Instant, oneOrMore, PAGE, Ref } from "#lib/core/fields";

export const JOB_STATES = ["queued", "running", "done", "failed", "cancelled"] as const;

/** Work in the background. */
export const Job = z.object({
  id: z.string(),
  name: z.string(),
  key: z.string().describe("Tells it from other work of its name; empty where there is no other."),
  state: z.enum(JOB_STATES).describe("A failed one was tried as often as it may be."),
  schedule: z.string().nullable().describe("Cron expression and time zone, where it comes again."),
  dueAt: Instant.nullable().describe(
    "When it begins; of one that runs, when it counts as dead without a sign of life.",
  ),
  tried: z.number().int().describe("How often it was begun since it was asked for."),
  attempts: z.number().int().describe("How often it may be begun."),
  cancelling: z.boolean().describe("It runs and was told to end."),
  done: z.number().int().nullable().describe("How far it is, in parts of its own."),
  total: z.number().int().nullable(),
  note: z.string().describe("What it is at, or what it did."),
  error: z.string().describe("Why its last attempt failed."),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
});
export type Job = z.output<typeof Job>;

export const JobRef = z.strictObject({ job: Ref.describe("Its id, as the list shows it.") });

export const JobFilter = z.strictObject({
  state: oneOrMore(z.enum(JOB_STATES)).optional(),
  name: Ref.optional().describe("Only jobs of this name."),
  ...PAGE,
});
