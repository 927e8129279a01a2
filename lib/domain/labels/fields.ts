import { briefValue } from "#lib/core/brief-value";
import { Name, Text } from "#lib/core/fields";
import { fold } from "#lib/core/fold";
import type { FieldTable } from "#lib/domain/field-table";
import { Colour } from "#lib/domain/projects/fields";

/** A label's name: no commas, because lists of labels are written with commas. */
export const LabelName = Name.refine((name) => !name.includes(","), { error: "Must not hold a comma." });

export const LABEL_FIELDS = {
  name: { given: LabelName, columns: (name: string) => ({ name, nameFold: fold(name) }) },
  colour: { given: Colour, fresh: "slate", columns: (colour: string) => ({ colour }) },
  description: { given: Text, fresh: "", told: (text: string) => briefValue(text) },
} as const satisfies FieldTable;
