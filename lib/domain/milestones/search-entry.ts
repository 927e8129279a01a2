import type { SearchEntry } from "#lib/db/search";
import { keyedEntry } from "#lib/domain/subjects/keyed-entry";
import type { Milestone } from "./schema.ts";

type Searchable = Pick<Milestone, "id" | "key" | "title" | "description"> & { projectId: string };

/** The words by which a milestone is found. */
export function milestoneSearchEntry(milestone: Searchable): SearchEntry {
  return keyedEntry("milestone", milestone, milestone.projectId, [milestone.description]);
}
