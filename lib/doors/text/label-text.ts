import type { Label } from "#lib/domain/labels/schema";
import { inQuotes } from "./one-line.ts";

/** `ui  violet  What people see` */
export function labelLine({ name, colour, description }: Label): string {
  return `${inQuotes(name)}  ${colour}${description ? `  ${inQuotes(description, 60)}` : ""}`;
}
