export type KeyedKind = "issue" | "document" | "decision" | "milestone" | "initiative";

/** What a key says: the kind of thing, the key of its project (null for the workspace's) and its number. */
export interface SubjectKey {
  kind: KeyedKind;
  project: string | null;
  number: number;
}

const OF_PROJECT = /^([A-Z][A-Z0-9]{1,9})-(DOC|DEC|MS)?(\d{1,9})$/;
const OF_WORKSPACE = /^(I|DEC)-(\d{1,9})$/;
const KINDS: Record<string, KeyedKind> = { DOC: "document", DEC: "decision", MS: "milestone", I: "initiative" };

/** Reads TURBO-12, TURBO-DOC4, TURBO-DEC7, DEC-7, TURBO-MS2 and I-3 in any case; null for what is no key. */
export function readSubjectKey(text: string): SubjectKey | null {
  const upper = text.toUpperCase();
  const own = OF_WORKSPACE.exec(upper);
  if (own) return { kind: KINDS[own[1] ?? ""] ?? "decision", project: null, number: Number(own[2]) };
  const parts = OF_PROJECT.exec(upper);
  if (!parts?.[1]) return null;
  return { kind: KINDS[parts[2] ?? ""] ?? "issue", project: parts[1], number: Number(parts[3]) };
}

/** The key as people see it. */
export function subjectKey({ kind, project, number }: SubjectKey): string {
  const sign = { issue: "", document: "DOC", decision: "DEC", milestone: "MS", initiative: "I" }[kind];
  return project === null ? `${sign}-${number}` : `${project}-${sign}${number}`;
}
