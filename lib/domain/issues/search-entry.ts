import type { SearchEntry } from "#lib/db/search";
import { keyedEntry } from "#lib/domain/subjects/keyed-entry";

interface Searchable {
  id: string;
  projectId: string;
  key: string;
  title: string;
  description: string;
  criteria: readonly { text: string }[];
}

/** All texts of an issue that may name other things. */
export function issueTexts({
  title,
  description,
  criteria,
}: Pick<Searchable, "title" | "description" | "criteria">): string[] {
  return [title, description, ...criteria.map((criterion) => criterion.text)];
}

/** The words by which an issue is found. */
export function issueSearchEntry(issue: Searchable): SearchEntry {
  const [, ...rest] = issueTexts(issue);
  return keyedEntry("issue", issue, issue.projectId, rest);
}
