import { z } from "zod";
import {
  Flag,
  Instant,
  InstantInput,
  PAGE,
  Ref,
  ShortText,
  Text,
  Version,
  WebAddress,
  WholeNumber,
} from "#lib/core/fields";
import { Person, Via } from "#lib/domain/people/schema";

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

const details = {
  note: Text.describe("Markdown: what was done."),
  model: ShortText(100).nullable(),
  commits: z.array(z.string().regex(/^[0-9a-f]{7,64}$/i, { error: "Must be a commit hash." })).max(100),
  branch: ShortText(250).nullable(),
  pullRequest: WebAddress.nullable(),
  tokens: WholeNumber(0, 2_000_000_000).nullable(),
  cost: z.number().min(0).max(1_000_000).nullable().describe("US dollars."),
};

/** Work that is over: minutes, or when it started and ended. */
export const NewWorkLog = z.strictObject({
  issue: Ref.describe("Key or id."),
  ...z.object(details).partial().shape,
  minutes: WholeNumber(1, 60 * 24 * 31)
    .optional()
    .describe("How long it took."),
  startedAt: InstantInput.optional(),
  endedAt: InstantInput.optional(),
});
export const WorkLogStart = z.strictObject({
  issue: Ref.describe("Key or id."),
  note: Text.optional(),
  model: ShortText(100).nullish(),
});
export const WorkLogStop = z.strictObject({ worklog: Ref.describe("Id."), ...z.object(details).partial().shape });
export const WorkLogChanges = z.strictObject({
  worklog: Ref.describe("Id."),
  ...z.object(details).partial().shape,
  minutes: WholeNumber(1, 60 * 24 * 31).optional(),
  version: Version,
});
export const WorkLogRef = z.strictObject({ worklog: Ref.describe("Id.") });
export const WorkLogFilter = z.strictObject({
  issue: Ref.optional().describe("Key or id."),
  user: Ref.optional().describe("Handle, or me."),
  running: Flag.optional(),
  total: Flag.optional(),
  ...PAGE,
});
export const IssueWorkLogFilter = WorkLogFilter.extend({ issue: Ref.describe("Key or id.") });
