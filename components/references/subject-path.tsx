import type { SubjectChip } from "#lib/domain/subjects/schema";

const FOLDERS: Record<SubjectChip["kind"], string> = {
  project: "projects",
  issue: "issues",
  initiative: "initiatives",
  milestone: "milestones",
  decision: "decisions",
  document: "documents",
};

/** The address of the page of something with a key. */
export function subjectPath({ kind, key }: Pick<SubjectChip, "kind" | "key">): string {
  return `/${FOLDERS[kind]}/${key}`;
}
