import type { SearchEntry } from "#lib/db/search";
import { keyedEntry } from "#lib/domain/subjects/keyed-entry";
import type { StoredDocument } from "./document-row.ts";

/** The words by which a document is found. */
export function documentSearchEntry(
  document: Pick<StoredDocument, "id" | "projectId" | "key" | "title" | "body">,
): SearchEntry {
  return keyedEntry("document", document, document.projectId, [document.body]);
}
