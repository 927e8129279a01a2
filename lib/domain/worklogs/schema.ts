import { z } from "zod";
import { COUNTED_PAGE, Flag, Instant, InstantInput, Ref, Version, WholeNumber } from "#lib/core/fields";
import { givenFields } from "#lib/domain/field-table";
import { Person, Via } from "#lib/domain/people/schema";
import { WORK_LOG_FIELDS } from "./fields.ts";

export const WorkLog = z.object({
  id: z.string(),
  issue: z.string().describe("Key of the issue."),
  user: Person.nullable(),
  via: Via.nullable(),
  model: z.string().nullable(),
  running: z.boolean(),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  minutes: z.number().int().nullable(),
  note: z.string(),
  commits: z.array(z.string()),
  branch: z.string().nullable(),
  pullRequest: z.string().nullable(),
  tokens: z.number().int().nullable(),
  cost: z.number().nullable().describe("US dollars."),
  version: z.number().int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type WorkLog = z.output<typeof WorkLog>;

/** Work that is over: minutes, or when it started and ended. */
export const NewWorkLog = z.strictObject({
  issue: Ref.describe("Key or id."),
  ...givenFields(WORK_LOG_FIELDS),
  minutes: WholeNumber(1, 60 * 24 * 31)
    .optional()
    .describe("How long it took."),
  startedAt: InstantInput.optional().describe("When the work began."),
  endedAt: InstantInput.optional().describe("When it ended."),
});
export const WorkLogStart = z.strictObject({
  issue: Ref.describe("Key or id."),
  note: WORK_LOG_FIELDS.note.given.optional(),
  model: WORK_LOG_FIELDS.model.given.optional(),
});
export const WorkLogStop = z.strictObject({ worklog: Ref.describe("Id."), ...givenFields(WORK_LOG_FIELDS) });
export const WorkLogChanges = z.strictObject({
  worklog: Ref.describe("Id."),
  ...givenFields(WORK_LOG_FIELDS),
  minutes: WholeNumber(1, 60 * 24 * 31)
    .optional()
    .describe("How long it took."),
  version: Version,
});
export const WorkLogRef = z.strictObject({ worklog: Ref.describe("Id.") });
export const WorkLogFilter = z.strictObject({
  issue: Ref.optional().describe("Key or id."),
  user: Ref.optional().describe("Handle, or me."),
  running: Flag.optional().describe("Only those that run, or only those that do not."),
  ...COUNTED_PAGE,
});
export const IssueWorkLogFilter = WorkLogFilter.extend({ issue: Ref.describe("Key or id.") });
