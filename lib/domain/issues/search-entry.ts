import type { SearchEntry } from "#lib/db/search";
import { documentsIn, type StoredEvidence } from "#lib/domain/criteria/evidence";
import { keyedEntry } from "#lib/domain/subjects/keyed-entry";

interface Searchable {
  id: string;
  projectId: string;
  key: string;
  title: string;
  description: string;
  criteria: readonly { text: string }[];
}

/** All texts of an issue that may name other things, the documents that are evidence on it among them. */
export function issueTexts({
  title,
  description,
  criteria,
  evidence = [],
}: Pick<Searchable, "title" | "description" | "criteria"> & { evidence?: readonly StoredEvidence[] }): string[] {
  return [title, description, ...criteria.map((criterion) => criterion.text), ...documentsIn(evidence)];
}

/** The words by which an issue is found. */
export function issueSearchEntry(issue: Searchable): SearchEntry {
  const { title, description, criteria } = issue;
  const [, ...rest] = issueTexts({ title, description, criteria });
  return keyedEntry("issue", issue, issue.projectId, rest);
}
