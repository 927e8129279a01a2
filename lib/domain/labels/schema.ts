import { z } from "zod";
import { COUNTED_PAGE, Instant, Ref, ShortText, Version } from "#lib/core/fields";
import { givenFields } from "#lib/domain/field-table";
import { LABEL_FIELDS, LabelName } from "./fields.ts";

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

export const NewLabel = z.strictObject({
  name: LabelName,
  colour: LABEL_FIELDS.colour.given.default("slate"),
  description: LABEL_FIELDS.description.given.default(""),
});
export const LabelChanges = z.strictObject({
  label: Ref.describe("Name or id."),
  ...givenFields(LABEL_FIELDS),
  version: Version,
});
export const LabelRef = z.strictObject({ label: Ref.describe("Name or id.") });
export const LabelFilter = z.strictObject({ text: ShortText(80).optional(), ...COUNTED_PAGE });
