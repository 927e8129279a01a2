import type { Attachment } from "#lib/domain/attachments/schema";
import { inQuotes } from "./one-line.ts";

/** An attached file on one line. */
export function attachmentLine({ id, name, size }: Attachment): string {
  return `Attachment ${id}: ${inQuotes(name)}, ${size} bytes`;
}
