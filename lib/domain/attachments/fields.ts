import type { KeptField } from "#lib/domain/field-table";

/** What a file is; it comes as a stream beside the input, and never changes. */
export const ATTACHMENT_FIELDS = {
  name: { undo: "note" },
  mediaType: { undo: "note" },
  size: { undo: "note" },
  hash: { undo: "note" },
} as const satisfies Record<string, KeptField>;
