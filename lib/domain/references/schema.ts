import { z } from "zod";
import { PAGE, Ref } from "#lib/core/fields";
import { SubjectChip } from "#lib/domain/subjects/schema";

/** Something whose text names another, or that is named. */
export const Reference = z.object({
  /** The comment or status update in whose text it stands; null for the texts of the thing itself. */
  source: z.object({ kind: z.enum(["comment", "status_update"]), id: z.string() }).nullable(),
  on: SubjectChip,
});
export type Reference = z.output<typeof Reference>;

export const ReferenceFilter = z.strictObject({
  on: Ref.describe("Key or id."),
  direction: z
    .enum(["from", "to"])
    .default("from")
    .describe("from: what names it, the latest first; to: what it names."),
  ...PAGE,
});
