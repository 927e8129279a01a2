import type { SearchEntry } from "#lib/db/search";
import type { Criterion } from "./fields.ts";

interface Searchable {
  id: string;
  projectId: string;
  key: string;
  title: string;
  description: string;
  criteria: readonly Criterion[];
}

/** All texts of an issue that may name other things. */
export function issueTexts({
  title,
  description,
  criteria,
}: Pick<Searchable, "title" | "description" | "criteria">): string[] {
  return [title, description, ...criteria.map((criterion) => criterion.text)];
}

/** The words by which an issue is found: key, title, description and criteria. */
export function issueSearchEntry({ id, projectId, key, title, description, criteria }: Searchable): SearchEntry {
  return {
    kind: "issue",
    subject: id,
    project: projectId,
    title: `${key} ${title}`,
    body: [description, ...criteria.map((criterion) => criterion.text)].join("\n"),
  };
}
