import type { Label } from "#lib/domain/labels/schema";
import { oneLine, shorten } from "./one-line.ts";

/** `ui  violet  What people see` */
export function labelLine({ name, colour, description }: Label): string {
  return `${oneLine(name)}  ${colour}${description ? `  ${shorten(description, 60)}` : ""}`;
}
