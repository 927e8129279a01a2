import type { SearchEntry } from "#lib/db/search";

interface Searchable {
  id: string;
  projectId: string;
  key: string;
  title: string;
  description: string;
}

/** The words by which a milestone is found: key, title and description. */
export function milestoneSearchEntry({ id, projectId, key, title, description }: Searchable): SearchEntry {
  return { kind: "milestone", subject: id, project: projectId, title: `${key} ${title}`, body: description };
}
