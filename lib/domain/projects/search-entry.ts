import type { SearchEntry } from "#lib/db/search";

/** The words by which a project is found. */
export function projectSearchEntry({
  id,
  key,
  name,
  description,
}: {
  id: string;
  key: string;
  name: string;
  description: string;
}): SearchEntry {
  return { kind: "project", subject: id, project: id, title: `${key} ${name}`, body: description };
}
