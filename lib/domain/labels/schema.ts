import { z } from "zod";
import { Flag, Instant, Name, PAGE, Ref, ShortText, Text, Version } from "#lib/core/fields";
import { Colour } from "#lib/domain/projects/schema";

export const Label = z.object({
  id: z.string(),
  name: z.string(),
  colour: z.string(),
  description: z.string(),
  version: z.number().int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Label = z.output<typeof Label>;

/** A label as rows show it. */
export const LabelChip = z.object({ name: z.string(), colour: z.string() });
export type LabelChip = z.output<typeof LabelChip>;

/** A label's name: no commas, because lists of labels are written with commas. */
export const LabelName = Name.refine((name) => !name.includes(","), { error: "Must not hold a comma." });

export const NewLabel = z.strictObject({
  name: LabelName,
  colour: Colour.default("slate"),
  description: Text.default(""),
});
export const LabelChanges = z.strictObject({
  label: Ref.describe("Name or id."),
  name: LabelName.optional(),
  colour: Colour.optional(),
  description: Text.optional(),
  version: Version,
});
export const LabelRef = z.strictObject({ label: Ref.describe("Name or id.") });
export const LabelFilter = z.strictObject({ text: ShortText(80).optional(), total: Flag.optional(), ...PAGE });
