import { z } from "zod";
import {
  CalendarDate,
  COUNTED_PAGE,
  Instant,
  oneOrMore,
  Ref,
  ShortText,
  sortBy,
  Title,
  Version,
} from "#lib/core/fields";
import { Fragment } from "#lib/core/fragment";
import { givenFields } from "#lib/domain/field-table";
import { statusesInput } from "#lib/domain/lists/open-or-closed";
import { Forecast, Progress } from "#lib/domain/progress/schema";
import { AWAY, Shelf, STAMPS } from "#lib/domain/shelf/schema";
import { CONFIRM, SIMILAR } from "#lib/domain/subjects/schema";
import { MILESTONE_FIELDS, MILESTONE_STATUSES, MilestoneStatus } from "./fields.ts";

export const MILESTONE_SORTS = ["createdAt", "updatedAt", "due", "title"] as const;

/** A milestone as lists show it. */
export const MilestoneLine = z.object({
  id: z.string(),
  key: z.string(),
  project: z.string().describe("Key of the project."),
  title: z.string(),
  status: MilestoneStatus,
  startDate: z.string().nullable(),
  dueDate: z.string().nullable(),
  progress: Progress,
  forecast: Forecast,
  late: z.boolean().describe("True when its due date is over and it is not finished."),
  forecastLate: z.boolean().describe("True when the forecast lies after the due date."),
  ...STAMPS,
});
export type MilestoneLine = z.output<typeof MilestoneLine>;

export const Milestone = MilestoneLine.extend({
  description: z.string(),
  source: z.string().nullable(),
  completedAt: Instant.nullable(),
  ...AWAY,
});
export type Milestone = z.output<typeof Milestone>;

export const NewMilestone = z.strictObject({
  project: Ref.describe("Key or id of the project."),
  ...givenFields(MILESTONE_FIELDS),
  title: Title,
  confirm: CONFIRM,
});
/** A milestone just set, with those that its title is near to. */
export const FiledMilestone = Milestone.extend(SIMILAR);

export const MilestoneChanges = z.strictObject({
  milestone: Ref.describe("Key, id or title."),
  ...givenFields(MILESTONE_FIELDS),
  replace: z.array(Fragment).max(50).optional().describe("Changes of single places of the description."),
  version: Version,
});
export type MilestoneChanges = z.output<typeof MilestoneChanges>;

export const MilestoneFilter = z.strictObject({
  project: oneOrMore(Ref).optional().describe("Keys or ids."),
  status: statusesInput(MILESTONE_STATUSES).optional(),
  text: ShortText(200).optional().describe("Part of the title, or words of the text."),
  dueBefore: CalendarDate.optional(),
  shelf: Shelf.default("live"),
  sort: sortBy(MILESTONE_SORTS, "due"),
  ...COUNTED_PAGE,
});
export type MilestoneFilter = z.output<typeof MilestoneFilter>;

export const MilestoneRef = z.strictObject({ milestone: Ref.describe("Key, id or title.") });
