import type { SearchEntry } from "#lib/db/search";
import { keyedEntry } from "#lib/domain/subjects/keyed-entry";
import type { Proposal } from "./schema.ts";

type Searchable = Pick<Proposal, "id" | "key" | "title" | "note"> & { projectId: string };

/** The words by which a proposal is found. */
export function proposalSearchEntry(proposal: Searchable): SearchEntry {
  return keyedEntry("proposal", proposal, proposal.projectId, [proposal.note]);
}
