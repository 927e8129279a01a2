import { z } from "zod";
import { Instant, InstantInput, oneOrMore, PAGE } from "#lib/core/fields";
import { everyKind } from "#lib/domain/kinds";

export const BIN_KINDS = everyKind([
  "issue",
  "comment",
  "initiative",
  "status_update",
  "milestone",
  "document",
  "decision",
  "proposal",
  "attachment",
  "worklog",
  "question",
  "project",
  "label",
]);

/** Something in the bin. */
export const BinEntry = z.object({
  kind: z.enum(BIN_KINDS),
  id: z.string(),
  key: z
    .string()
    .describe(
      "Key of the issue or project, or the label's name; a comment, a work log and a question have their issue's.",
    ),
  title: z.string().describe("Title or name, or how its text begins."),
  binnedAt: Instant,
});
export type BinEntry = z.output<typeof BinEntry>;

export const BinFilter = z.strictObject({ kind: oneOrMore(z.enum(BIN_KINDS)).optional(), ...PAGE });

/** One turn at emptying the bin. */
export const BinEmptying = z.strictObject({
  binnedBefore: InstantInput.describe("What has been in the bin since before this instant goes."),
});
export const BinEmptied = z.object({
  removed: z.number().int().describe("What went in this turn."),
  left: z.number().int().describe("What is to go in further turns."),
});
