import type { SearchEntry } from "#lib/db/search";
import { keyedEntry } from "#lib/domain/subjects/keyed-entry";
import type { Project } from "./schema.ts";

/** The words by which a project is found. */
export function projectSearchEntry(project: Pick<Project, "id" | "key" | "name" | "description">): SearchEntry {
  return keyedEntry("project", { ...project, title: project.name }, project.id, [project.description]);
}
