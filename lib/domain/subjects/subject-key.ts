import { KEYED_KINDS, type KeyedKind, KINDS } from "#lib/domain/kinds";

/** What a key says: the kind of thing, the key of its project (null for the workspace's) and its number. */
export interface SubjectKey {
  kind: KeyedKind;
  project: string | null;
  number: number;
}

const kindsBySign = (elsewhere: "project" | "workspace") =>
  new Map<string, KeyedKind>(
    KEYED_KINDS.filter((kind) => KINDS[kind].key.counted !== elsewhere).map((kind) => [KINDS[kind].key.sign, kind]),
  );
const OF_PROJECT = kindsBySign("workspace");
const OF_WORKSPACE = kindsBySign("project");
const among = (kinds: ReadonlyMap<string, KeyedKind>) => [...kinds.keys()].join("|");

/** What stands between the project's key and the number, for a regular expression. */
export const SIGNS_OF_PROJECT = `(?:${among(OF_PROJECT)})`;
/** All that stands before the number, for one that takes letters in any case. */
export const KEY_BEGINNING = `(?:[a-z][a-z0-9]{1,9}-${SIGNS_OF_PROJECT}|(?:${among(OF_WORKSPACE)})-)`;

const PROJECTS_KEY = new RegExp(`^([A-Z][A-Z0-9]{1,9})-(${among(OF_PROJECT)})(\\d{1,9})$`);
const WORKSPACES_KEY = new RegExp(`^(${among(OF_WORKSPACE)})-(\\d{1,9})$`);

/** Reads TURBO-12, TURBO-DOC4, TURBO-DEC7, DEC-7, TURBO-MS2 and I-3 in any case; null for what is no key. */
export function readSubjectKey(text: string): SubjectKey | null {
  const upper = text.toUpperCase();
  const [, ownSign = "", ownNumber] = WORKSPACES_KEY.exec(upper) ?? [];
  const own = OF_WORKSPACE.get(ownSign);
  if (own) return { kind: own, project: null, number: Number(ownNumber) };
  const [, project, sign = "", number] = PROJECTS_KEY.exec(upper) ?? [];
  const kind = OF_PROJECT.get(sign);
  return project && kind ? { kind, project, number: Number(number) } : null;
}

/** The key as people see it. */
export function subjectKey({ kind, project, number }: SubjectKey): string {
  const { sign } = KINDS[kind].key;
  return project === null ? `${sign}-${number}` : `${project}-${sign}${number}`;
}

/** The join that gives a row its project, for `subjectKeySql`; none for what is the workspace's. */
export function projectJoinSql(kind: KeyedKind, own: string, of: string): string {
  if (KINDS[kind].key.counted === "workspace") return "";
  return `LEFT JOIN "Project" ${of} ON ${of}."id" = ${own}."projectId"`;
}

/** The key in SQL: `own` is the row and `of` its project. */
export function subjectKeySql(kind: KeyedKind, own: string, of: string): string {
  const { sign, counted } = KINDS[kind].key;
  const ofProject = `${of}."key" || '-${sign}' || ${own}."number"`;
  const ofWorkspace = `'${sign}-' || ${own}."number"`;
  if (counted === "project") return ofProject;
  return counted === "workspace" ? ofWorkspace : `COALESCE(${ofProject}, ${ofWorkspace})`;
}
