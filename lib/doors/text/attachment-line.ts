import { inQuotes } from "#lib/core/one-line";
import type { Attachment } from "#lib/domain/attachments/schema";

/** An attached file on one line. */
export function attachmentLine({ id, name, size }: Attachment): string {
  return `Attachment ${id}: ${inQuotes(name)}, ${size} bytes`;
}
