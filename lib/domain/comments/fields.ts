import { briefValue } from "#lib/core/brief-value";
import { Ref, SomeText } from "#lib/core/fields";
import type { FieldTable } from "#lib/domain/field-table";

export const COMMENT_FIELDS = {
  body: { given: SomeText.describe("Markdown."), told: (text: string) => briefValue(text) },
  replyTo: {
    given: Ref.describe("Id of the comment it answers."),
    fresh: null,
    columns: (id: string | null) => ({ replyToId: id }),
    undo: "note",
  },
} as const satisfies FieldTable;
