import { z } from "zod";
import { Flag, Instant, InstantInput, Ref, WholeNumber } from "#lib/core/fields";

const Fields = z.record(z.string(), z.tuple([z.unknown(), z.unknown()]));

/** Something that was put back. */
export const RestoredSubject = z.object({
  kind: z.string(),
  id: z.string(),
  key: z.string(),
  fields: Fields.describe("Field → what it was before this undo, and what it is again."),
});
export type RestoredSubject = z.output<typeof RestoredSubject>;

/** Something that stays as it is. */
export const KeptField = z.object({
  kind: z.string(),
  id: z.string(),
  key: z.string(),
  field: z.string().nullable().describe("Null for the whole of it."),
  why: z.string(),
  by: z.string().nullable().describe("Who changed it since."),
  at: Instant.nullable(),
  event: z.number().int().nullable(),
});
export type KeptField = z.output<typeof KeptField>;

/** What an undo did, or would do. */
export const Undone = z.object({
  dryRun: z.boolean(),
  request: z.string().describe("Pass as request to events.undo to take this undo back."),
  writes: z.number().int().describe("Events that were to be undone."),
  count: z.number().int().describe("Things put back."),
  restored: z.array(RestoredSubject).describe("The first 200 of them."),
  keptCount: z.number().int(),
  kept: z.array(KeptField).describe("What stays as it is, with the reason; the first 200."),
});
export type Undone = z.output<typeof Undone>;

/** Things that an answer shows, at most. */
export const SHOWN = 200;

const dryRun = Flag.default(false).describe("Say what would be put back, and change nothing.");

export const RevertInput = z.strictObject({
  event: WholeNumber(1, 2_147_483_647).describe("Number of the event."),
  dryRun,
});

export const UndoInput = z.strictObject({
  session: Ref.optional().describe("Agent session whose writes are undone."),
  key: Ref.optional().describe(
    "Name, prefix or id of an API key: only its session of that name, or all its writes between from and to.",
  ),
  request: Ref.optional().describe("Request id: of a batch, of an undo, or of any write."),
  user: Ref.optional().describe("Handle of who wrote, where a session name is used by several people."),
  from: InstantInput.optional().describe("Only writes from this instant on; needed with key."),
  to: InstantInput.optional().describe("Only writes until this instant."),
  dryRun,
});
export type UndoInput = z.output<typeof UndoInput>;
