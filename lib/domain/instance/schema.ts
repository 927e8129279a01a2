import { z } from "zod";
import { Instant } from "#lib/core/fields";

const Count = z.number().int().min(0);

/** How one process did in a minute. */
export const NewSample = z.strictObject({
  at: z.date(),
  instance: z.string(),
  requests: Count,
  errors: Count,
  times: z.array(Count),
  oldest: Count,
  agents: Count,
  memory: Count,
});
export type NewSample = z.output<typeof NewSample>;

/** Spans that figures are told of, each with how many minutes one point stands for. */
export const SPANS = { hour: 1, day: 15, week: 120, month: 360 } as const;
export type Span = keyof typeof SPANS;
/** How many minutes a span has. */
export const SPAN_MINUTES = {
  hour: 60,
  day: 24 * 60,
  week: 7 * 24 * 60,
  month: 30 * 24 * 60,
} as const satisfies Record<Span, number>;

export const FiguresFilter = z.strictObject({
  span: z.enum(["hour", "day", "week", "month"]).default("day").describe("The last hour, day, seven days or thirty."),
});

/** How all instances did in one part of the span; null where none was there. */
export const FiguresPoint = z.object({
  at: Instant.describe("When this part began."),
  requests: Count.nullable().describe(
    "Requests of people and programs: neither files, streams nor looks at how Turbo is.",
  ),
  p95: z.number().nullable().describe("Under so many milliseconds 95 of 100 of them were answered, about."),
  errors: Count.nullable().describe("Of these, the ones that failed by Turbo's own fault."),
  oldest: Count.nullable().describe("Seconds that the first ready issue had been waiting, at most."),
  agents: Count.nullable().describe("Agents that were live, at most."),
  memory: Count.nullable().describe("Bytes of memory that a process took, at most."),
});
export type FiguresPoint = z.output<typeof FiguresPoint>;

export const FiguresOverTime = z.object({
  minutes: z.number().int().describe("How many minutes each part has."),
  items: z.array(FiguresPoint),
});
export type FiguresOverTime = z.output<typeof FiguresOverTime>;
