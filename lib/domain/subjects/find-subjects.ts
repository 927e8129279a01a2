import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { isId } from "#lib/core/ids";
import { type Row, textOf } from "#lib/core/row-value";
import { KEYED_KINDS, type KeyedKind, KINDS, type SubjectKind } from "#lib/domain/kinds";
import { seenOf } from "./seen-only.ts";
import { projectJoinSql, readSubjectKey, subjectKeySql } from "./subject-key.ts";

/** Something with a key, as others name it. */
export interface Subject {
  kind: SubjectKind;
  id: string;
  key: string;
  title: string;
  status: string;
  /** Null for what belongs to the workspace: initiatives and its own decisions. */
  projectId: string | null;
  shelf: "live" | "archived" | "binned";
  /** Key of its project, when that lies in the bin. */
  under: string | null;
}

/**
 * What keys, old keys of issues and ids stand for, in one statement; by the reference as given. What the actor may not
 * see and what does not exist is left out, what lies in the bin is not.
 */
export async function findSubjects(ctx: ReadContext, refs: readonly string[]): Promise<Map<string, Subject>> {
  const rows = await readRows(ctx, refs);
  const found = new Map<string, Subject>();
  for (const ref of refs) {
    const subject = subjectOf(rows, ref);
    if (subject) found.set(ref, subject);
  }
  return found;
}

/** All that one reference can stand for, in one statement. */
export async function findAllNamed(ctx: ReadContext, ref: string): Promise<Subject[]> {
  return subjectsNamed(await readRows(ctx, [ref]), ref);
}

async function readRows(ctx: ReadContext, refs: readonly string[]): Promise<Row[]> {
  const binder = bindings(ctx.database.engine);
  const sql = subjectsSql(ctx, refs, binder);
  return sql === null ? [] : ctx.db.$queryRawUnsafe<Row[]>(sql, ...binder.values);
}

/** What a reference stands for among rows of `subjectsSql`: by key or id, else by an old key that only one has. */
export function subjectOf(rows: readonly Row[], ref: string): Subject | undefined {
  const [found, ...more] = subjectsNamed(rows, ref);
  return more.length === 0 ? found : undefined;
}

/** All that a reference can stand for: several issues where they have one old key, those in use before any other. */
export function subjectsNamed(rows: readonly Row[], ref: string): Subject[] {
  const upper = ref.toUpperCase();
  const own = rows.find((one) => one.key === upper || one.id === ref.toLowerCase());
  if (own) return [toSubject(own)];
  const old = rows.filter((one) => (textOf(one.aliases) ?? "").split("\n").includes(upper)).map(toSubject);
  const used = old.filter(({ shelf, under }) => shelf !== "binned" && under === null);
  return used.length > 0 ? used : old;
}

/** The statement of `findSubjects`, for others to build on; null where nothing can be found. */
export function subjectsSql(
  ctx: ReadContext,
  refs: readonly string[],
  { bind, bindAll }: ReturnType<typeof bindings>,
): string | null {
  const ids = [...new Set(refs.filter(isId).map((ref) => ref.toLowerCase()))];
  const keys = [...new Set(refs.map((ref) => ref.toUpperCase()))];
  const parts: string[] = [];
  if (ids.length > 0) {
    for (const kind of KEYED_KINDS) parts.push(select(ctx, kind, `x."id" IN (${bindAll(ids)})`));
    parts.push(project(ctx, `x."id" IN (${bindAll(ids)})`));
  }
  for (const [group, numbers] of byProject(keys)) {
    const [kind, of] = group.split(" ") as [KeyedKind, string];
    const ofWorkspace = KINDS[kind].key.counted === "either" ? `x."projectId" IS NULL AND ` : "";
    const own = of === "" ? ofWorkspace : `p."key" = ${bind(of)} AND `;
    parts.push(select(ctx, kind, `${own}x."number" IN (${bindAll(numbers)})`));
  }
  const aliases = keys.filter((key) => !isId(key) && key.length <= 200);
  if (aliases.length > 0) {
    const marks = bindAll(aliases);
    parts.push(
      select(ctx, "issue", `x."id" IN (SELECT a."issueId" FROM "IssueAlias" a WHERE a."key" IN (${marks}))`, alias),
    );
    parts.push(project(ctx, `x."key" IN (${bindAll(aliases)})`));
  }
  return parts.length === 0 ? null : parts.join(" UNION ALL ");
}

const alias = `(SELECT string_agg(a."key", '\n') FROM "IssueAlias" a WHERE a."issueId" = x."id")`;

function select(ctx: ReadContext, kind: KeyedKind, where: string, aliases = "NULL"): string {
  const join = projectJoinSql(kind, "x", "p");
  const [project, under] = join
    ? [`x."projectId"`, `CASE WHEN p."shelf" = 'binned' THEN p."key" END`]
    : ["NULL", "NULL"];
  return `SELECT '${kind}' AS "kind", x."id", ${subjectKeySql(kind, "x", "p")} AS "key", x."title", CAST(x."status" AS TEXT) AS "status", ${project} AS "projectId",
    CAST(x."shelf" AS TEXT) AS "shelf", ${aliases} AS "aliases", ${under} AS "under" FROM "${KINDS[kind].table}" x ${join} WHERE ${where}${seenOf(ctx, kind, "x")}`;
}

function project(ctx: ReadContext, where: string): string {
  return `SELECT 'project' AS "kind", x."id", x."key", x."name" AS "title", CAST(x."status" AS TEXT) AS "status", x."id" AS "projectId",
    CAST(x."shelf" AS TEXT) AS "shelf", NULL AS "aliases", NULL AS "under" FROM "Project" x WHERE ${where}${seenOf(ctx, "project", "x")}`;
}

/** The numbers that are asked for, by kind and project. */
function byProject(keys: readonly string[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const text of keys) {
    const key = readSubjectKey(text);
    if (!key) continue;
    const group = `${key.kind} ${key.project ?? ""}`;
    groups.set(group, [...(groups.get(group) ?? []), key.number]);
  }
  return groups;
}

function toSubject(row: Row): Subject {
  return {
    kind: row.kind as Subject["kind"],
    id: String(row.id),
    key: String(row.key),
    title: String(row.title),
    status: String(row.status),
    projectId: textOf(row.projectId),
    shelf: row.shelf as Subject["shelf"],
    under: textOf(row.under),
  };
}
