import { inQuotes } from "#lib/core/one-line";
import type { Label } from "#lib/domain/labels/schema";

/** `ui  violet  What people see` */
export function labelLine({ name, colour, description }: Label): string {
  return `${inQuotes(name)}  ${colour}${description ? `  ${inQuotes(description, 60)}` : ""}`;
}
