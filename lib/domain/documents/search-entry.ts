import type { SearchEntry } from "#lib/db/search";

interface Searchable {
  id: string;
  projectId: string;
  key: string;
  title: string;
  body: string;
}

/** The words by which a document is found: key, title and body. */
export function documentSearchEntry({ id, projectId, key, title, body }: Searchable): SearchEntry {
  return { kind: "document", subject: id, project: projectId, title: `${key} ${title}`, body };
}
