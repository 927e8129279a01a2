import type { SearchEntry } from "#lib/db/search";
import { keyedEntry } from "#lib/domain/subjects/keyed-entry";
import type { Initiative } from "./schema.ts";

/** The words by which an initiative is found. */
export function initiativeSearchEntry(
  initiative: Pick<Initiative, "id" | "key" | "title" | "description">,
): SearchEntry {
  return keyedEntry("initiative", initiative, null, [initiative.description]);
}
