import { z } from "zod";
import { CalendarDate, oneOrMore, PAGE, Ref } from "#lib/core/fields";
import { InitiativeLine } from "#lib/domain/initiatives/schema";
import { MilestoneLine } from "#lib/domain/milestones/schema";

export const TimelineItem = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("initiative"), initiative: InitiativeLine }),
  z.object({ kind: z.literal("milestone"), milestone: MilestoneLine }),
]);
export type TimelineItem = z.output<typeof TimelineItem>;

export const TimelineFilter = z.strictObject({
  from: CalendarDate.optional().describe("First day of the window; six months ago where absent."),
  to: CalendarDate.optional().describe("Last day; a year ahead where absent."),
  project: oneOrMore(Ref).optional().describe("Keys or ids: milestones of them, initiatives that span any of them."),
  ...PAGE,
});
export type TimelineFilter = z.output<typeof TimelineFilter>;

export const Timeline = z.object({
  from: z.string(),
  to: z.string(),
  items: z.array(TimelineItem).describe("By target or due date; what has only a start comes last."),
  nextCursor: z.string().nullable().describe("Pass as cursor for the next page; null on the last."),
});
