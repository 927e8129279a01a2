import type { SearchEntry } from "#lib/db/search";
import type { SubjectKind } from "#lib/domain/kinds";

interface Keyed {
  id: string;
  key: string;
  title: string;
}

/** The words by which something with a key is found: key, title and its further texts; null for no project. */
export function keyedEntry(
  kind: SubjectKind,
  { id, key, title }: Keyed,
  project: string | null,
  texts: readonly string[],
): SearchEntry {
  return { kind, subject: id, project, title: `${key} ${title}`, body: texts.join("\n") };
}
