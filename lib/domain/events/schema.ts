import { z } from "zod";
import { Instant, InstantInput, oneOrMore, Ref, ShortText, WholeNumber } from "#lib/core/fields";
import { Via } from "#lib/domain/people/schema";
import { ON } from "#lib/domain/subjects/schema";

/** One thing that happened, with the subjects it changed and only their changed fields. */
export const StoredEvent = z.object({
  number: z.number().int(),
  at: Instant,
  operation: z.string(),
  door: z.enum(["web", "rest", "mcp", "cli", "job"]),
  actor: z.object({
    handle: z.string(),
    name: z.string(),
    key: z.string().nullable(),
    kind: z.enum(["person", "script", "agent"]),
    client: z.string().nullable(),
  }),
  session: z.string().nullable(),
  requestId: z.string(),
  changes: z.array(
    z.object({
      kind: z.string(),
      id: z.string(),
      key: z.string(),
      projectId: z.string().nullable(),
      fields: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
    }),
  ),
});
export type StoredEvent = z.output<typeof StoredEvent>;

/** The same as it is told to somebody, with only what they may see. */
export const Event = StoredEvent.extend({
  undoable: z.boolean().describe("False where nothing of it can be put back."),
});
export type Event = z.output<typeof Event>;

export const ChangesSince = z.strictObject({
  since: WholeNumber(0, 2_147_483_647)
    .optional()
    .describe("Number of the last event you know; 0 is the beginning. Without it the newest are told."),
  project: Ref.optional().describe("Only what concerns this project."),
  session: ShortText(200).optional().describe('Only what this agent session wrote; "none" for what names none.'),
  key: Ref.optional().describe("Only what was written with this key of an agent or script: its id, prefix or name."),
  before: WholeNumber(1, 2_147_483_647).optional().describe("Without since: the newest below this number."),
  request: ShortText(200).optional().describe("Only what this request wrote, by its X-Request-Id."),
  user: Ref.optional().describe("Only what this person did, by themselves or with a key."),
  operation: oneOrMore(ShortText(100))
    .optional()
    .describe("Only these operations: keys.create, or keys for all that begin so."),
  from: InstantInput.optional().describe("Only what happened at this instant or later."),
  to: InstantInput.optional().describe("Only what happened before this instant."),
  limit: WholeNumber(1, 200).default(50),
});

export const Changes = z.object({
  items: z.array(Event),
  last: z.number().int().describe("Pass as since next time."),
  more: z.boolean(),
  older: z
    .number()
    .int()
    .nullish()
    .describe("Without since: pass as before for older ones; null where there are none."),
});
export type Changes = z.output<typeof Changes>;

export const ActivityFilter = z.strictObject({
  ...ON,
  before: WholeNumber(1, 2_147_483_647).optional().describe("Only events below this number."),
  limit: WholeNumber(1, 200).default(50),
});
export const Activity = z.object({ items: z.array(Event), next: z.number().int().nullable() });
export type Activity = z.output<typeof Activity>;

/** Who made something, and through what. */
export const Origin = z.object({ handle: z.string(), via: Via.nullable() });
export type Origin = z.output<typeof Origin>;
