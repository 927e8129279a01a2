import type { SearchEntry } from "#lib/db/search";

interface Searchable {
  id: string;
  key: string;
  title: string;
  description: string;
}

/** The words by which an initiative is found: key, title and description. */
export function initiativeSearchEntry({ id, key, title, description }: Searchable): SearchEntry {
  return { kind: "initiative", subject: id, project: null, title: `${key} ${title}`, body: description };
}
