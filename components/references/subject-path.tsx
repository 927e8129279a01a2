import { KINDS } from "#lib/domain/kinds";
import type { SubjectChip } from "#lib/domain/subjects/schema";

/** The address of the page of something with a key. */
export function subjectPath({ kind, key }: Pick<SubjectChip, "kind" | "key">): string {
  return `/${KINDS[kind].folder}/${key}`;
}
