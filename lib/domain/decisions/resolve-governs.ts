import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { invalidField, TurboError } from "#lib/core/errors";
import { fold } from "#lib/core/fold";
import { noSuch } from "#lib/core/likeliest";
import type { Row } from "#lib/core/row-value";
import { requireLabels } from "#lib/domain/labels/queries";
import { type Subject, subjectsNamed, subjectsSql } from "#lib/domain/subjects/find-subjects";
import { requireInUse } from "#lib/domain/subjects/in-use";
import { sharedOldKey } from "#lib/domain/subjects/shared-old-key";
import type { Target } from "./decision-row.ts";
import type { GovernsInput } from "./schema.ts";

const KEYED = { issues: "issue", documents: "document", initiatives: "initiative" } as const;

interface Wanted {
  project?: string | null | undefined;
  /** By its path in the input. */
  governs: Readonly<Record<string, GovernsInput | undefined>>;
  supersedes?: readonly string[] | undefined;
  /** Also who can accept it. */
  deciders?: boolean;
}

export interface Named {
  project: Subject | null;
  /** By the path in the input. */
  governs: Map<string, Target[]>;
  supersedes: Subject[];
  /** Ids of the people who can accept it: owners, and the project's lead and members. */
  deciders: string[];
}

/**
 * Finds everything that a write names, in one statement; in none where its rows are `known`. Throws `invalid` for what is
 * not there.
 */
export async function resolveNamed(
  ctx: ReadContext,
  { project, governs, supersedes = [], deciders = false }: Wanted,
  known?: readonly Row[],
): Promise<Named> {
  const given = Object.entries(governs).flatMap(([path, input]) => (input ? [{ path, input }] : []));
  const refs = given.flatMap(({ input }) => [
    ...(input.issues ?? []),
    ...(input.documents ?? []),
    ...(input.initiatives ?? []),
  ]);
  const names = given.flatMap(({ input }) => input.labels ?? []);
  const rows = known ?? (await readNamed(ctx, { refs: [...refs, ...supersedes], labels: names, project, deciders }));
  const labels = rows.filter((row) => row.kind === "label");
  const unknown = names.some((ref) => !labels.some((row) => isLabel(row, ref)));
  if (unknown) await requireLabels(ctx, names, "governs.labels");
  const keyed = keyedAmong(rows);
  const subjects = new Map(
    [...refs, ...supersedes, ...(project ? [project] : [])].map((ref) => [ref, subjectsNamed(keyed, ref)]),
  );
  const targets = new Map<string, Target[]>();
  for (const { path, input } of given) {
    const own: Target[] = [];
    for (const list of ["issues", "documents", "initiatives"] as const) {
      for (const [place, ref] of (input[list] ?? []).entries()) {
        own.push(toTarget(requireKind(subjects.get(ref), KEYED[list], ref, `${path}.${list}.${place}`)));
      }
    }
    for (const ref of input.labels ?? []) {
      const label = labels.find((row) => isLabel(row, ref));
      if (label) own.push(target("label", String(label.id), String(label.key), String(label.title)));
    }
    for (const pattern of input.paths ?? []) own.push(target("path", pattern, pattern, ""));
    targets.set(path, [...new Map(own.map((one) => [`${one.kind} ${one.target}`, one])).values()]);
  }
  const found = supersedes.map((ref, place) => requireKind(subjects.get(ref), "decision", ref, `supersedes.${place}`));
  return {
    project: project ? (subjects.get(project)?.[0] ?? null) : null,
    governs: targets,
    supersedes: [...new Map(found.map((one) => [one.id, one])).values()],
    deciders: rows.flatMap((row) => (row.kind === "person" ? [String(row.id)] : [])),
  };
}

/** The rows of `readNamed` that have a key. */
export function keyedAmong(rows: readonly Row[]): Row[] {
  return rows.filter((row) => !["label", "person", "handle"].includes(String(row.kind)));
}

interface Sought {
  refs: readonly string[];
  labels: readonly string[];
  project: string | null | undefined;
  deciders?: boolean;
  /** Lower case. */
  handles?: readonly string[];
}

/** Subjects by key or id, labels by name or id, the people who decide, and others by handle, as rows of one shape. */
export async function readNamed(
  ctx: ReadContext,
  { refs, labels, project, deciders = false, handles = [] }: Sought,
): Promise<Row[]> {
  const binder = bindings(ctx.database.engine);
  const { bind, bindAll, values } = binder;
  const rest = (where: string) =>
    `'' AS "status", NULL AS "projectId", 'live' AS "shelf", NULL AS "aliases", NULL AS "under" FROM ${where}`;
  const subjects = subjectsSql(ctx, [...new Set([...refs, ...(project ? [project] : [])])], binder);
  const parts = subjects === null ? [] : [subjects];
  if (labels.length > 0) {
    const folded = bindAll(labels.map(fold));
    const where = `"Label" x WHERE x."shelf" = 'live' AND (x."nameFold" IN (${folded}) OR x."id" IN (${bindAll(labels)}))`;
    parts.push(`SELECT 'label' AS "kind", x."id", x."name" AS "key", x."colour" AS "title", ${rest(where)}`);
  }
  if (deciders) {
    const ref = project ? bind(project.toUpperCase()) : "NULL";
    const id = project ? bind(project.toLowerCase()) : "NULL";
    const where = `"User" u LEFT JOIN "Project" own ON own."key" = ${ref} OR own."id" = ${id}
      WHERE u."disabledAt" IS NULL AND NOT u."system" AND (u."role" = 'owner' OR own."leadId" = u."id"
        OR EXISTS (SELECT 1 FROM "ProjectMember" m WHERE m."projectId" = own."id" AND m."userId" = u."id"))`;
    parts.push(`SELECT 'person' AS "kind", u."id", u."handle" AS "key", u."name" AS "title", ${rest(where)}`);
  }
  if (handles.length > 0) {
    const where = `"User" u WHERE u."handle" IN (${bindAll(handles)}) AND u."disabledAt" IS NULL`;
    parts.push(`SELECT 'handle' AS "kind", u."id", u."handle" AS "key", u."name" AS "title", ${rest(where)}`);
  }
  if (parts.length === 0) return [];
  return ctx.db.$queryRawUnsafe<Row[]>(parts.join(" UNION ALL "), ...values);
}

function isLabel(row: Row, ref: string): boolean {
  return row.id === ref || fold(String(row.key)) === fold(ref);
}

/** What a decision governs after a change. What the actor may not see is not theirs to take away. */
export function nextTargets(
  before: readonly Target[],
  { governs, removeGoverns }: { governs?: GovernsInput | undefined; removeGoverns?: GovernsInput | undefined },
  named: Named,
): Target[] {
  const lists = {
    issues: "issue",
    documents: "document",
    labels: "label",
    initiatives: "initiative",
    paths: "path",
  } as const;
  let next = before.filter(({ reached }) => !reached);
  for (const [list, kind] of Object.entries(lists) as [keyof typeof lists, Target["kind"]][]) {
    if (governs?.[list]) next = next.filter((one) => one.kind !== kind || !one.seen);
  }
  const added = [...(named.governs.get("governs") ?? []), ...(named.governs.get("addGoverns") ?? [])];
  for (const one of added) {
    if (next.some((had) => had.kind === one.kind && had.target === one.target)) continue;
    next.push(before.find((had) => had.kind === one.kind && had.target === one.target && !had.reached) ?? one);
  }
  for (const [list, kind] of Object.entries(lists) as [keyof typeof lists, Target["kind"]][]) {
    for (const [place, ref] of (removeGoverns?.[list] ?? []).entries()) {
      const of = next.filter((one) => one.kind === kind && one.seen);
      const gone = of.find((one) => one.target === ref || fold(one.key) === fold(ref));
      if (!gone) {
        const message = noSuch(
          `${kind} governed by it`,
          ref,
          of.map((one) => one.key),
        );
        throw invalidField(`removeGoverns.${list}.${place}`, message, of.map((one) => one.key).slice(0, 20));
      }
      next = next.filter((one) => one !== gone);
    }
  }
  return next;
}

function requireKind(
  [found, ...more]: readonly Subject[] = [],
  kind: Subject["kind"],
  ref: string,
  path: string,
): Subject {
  if (found && more.length > 0) {
    const { message, fields } = sharedOldKey(
      ref,
      [found, ...more].map(({ key }) => key),
      path,
    );
    throw new TurboError("invalid", message, { fields });
  }
  if (found?.kind !== kind) {
    const other = found ? ` ${found.key} is of another kind.` : "";
    throw invalidField(path, `There is no ${kind} "${ref.slice(0, 80)}".${other} Give its key or id.`);
  }
  requireInUse(found);
  return found;
}

function toTarget({ kind, id, key, title, status }: Subject): Target {
  return { ...target(kind as Target["kind"], id, key, title), status };
}

function target(kind: Target["kind"], id: string, key: string, title: string): Target {
  return { kind, target: id, key, title, status: "", stale: false, reached: false, seen: true };
}
