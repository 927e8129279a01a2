import { z } from "zod";

/** How far issues are that belong together. */
export const Progress = z.object({
  open: z.number().int(),
  done: z.number().int(),
  canceled: z.number().int(),
  percent: z.number().int().describe("Done of all that is not canceled, 0–100."),
});
export type Progress = z.output<typeof Progress>;

export const Forecast = z.object({
  date: z.string().nullable().describe("The day the last open issue is done, at the pace of the last weeks."),
  perWeek: z.number().nullable().describe("Issues done a week."),
  basis: z.string().describe("What the date was reckoned from, or why there is none."),
});
export type Forecast = z.output<typeof Forecast>;
