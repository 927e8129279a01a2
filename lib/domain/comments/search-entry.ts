import type { SearchEntry } from "#lib/db/search";

/** The words by which a comment is found. */
export function commentSearchEntry({
  id,
  projectId,
  body,
}: {
  id: string;
  projectId: string | null;
  body: string;
}): SearchEntry {
  return { kind: "comment", subject: id, project: projectId, title: "", body };
}
