import { among, bindings, selectTexts } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { isId } from "#lib/core/ids";
import type { Row } from "#lib/core/row-value";
import { KINDS, SEARCHED_KINDS, type SearchedKind } from "#lib/domain/kinds";
import { findAllNamed, type Subject } from "#lib/domain/subjects/find-subjects";
import { subjectOf, subjectSql } from "#lib/domain/subjects/subject-sql";

/** Something that search finds, by the id of its row. */
export interface Hit {
  kind: SearchedKind;
  subject: string;
}

/** A hit and what it stands on. */
export interface Found extends Hit {
  /** The thing with a key: what a comment is on, else the hit itself. */
  on: Subject;
}

/** Texts of comments and issues are read up to this length for their excerpts. */
const READ = 20_000;

/** Hits that stand for something the actor may see and that is in no bin, in their order, in one statement. */
export async function findVisible(
  ctx: ReadContext,
  hits: readonly Hit[],
  { closed, project }: { closed: boolean; project: string | null },
): Promise<Found[]> {
  if (hits.length === 0) return [];
  const { values, bind } = bindings(ctx.database.engine);
  const ids = bind(JSON.stringify(hits.map(({ subject }) => subject)));
  const { columns, joins, seen, usable } = subjectSql(ctx, "hit.id");
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `WITH hit (id) AS (${selectTexts(ctx.database.engine, ids)}) SELECT hit.id AS "subject", ${columns} FROM hit ${joins}
     WHERE COALESCE(CAST(sc."shelf" AS TEXT), 'live') <> 'binned'${seen}${usable}
     ${closed ? "" : ` AND (si."id" IS NULL OR si."status" NOT IN ('done', 'canceled'))`}`,
    ...values,
  );
  const found = new Map(rows.map((row) => [String(row.subject), subjectOf(row)]));
  return hits.flatMap(({ kind, subject }) => {
    const on = found.get(subject);
    return on && (project === null || on.projectId === project) ? { kind, subject, on } : [];
  });
}

/** What a key, an old key or an id names when it is all that was typed. */
export async function findNamed(ctx: ReadContext, text: string): Promise<Hit[]> {
  const name = text.trim();
  if (!isId(name) && !/^[\p{L}\p{N}._:#-]{1,60}$/u.test(name)) return [];
  const ref = name.replace(/^#/, "");
  const subjects = await findAllNamed(ctx, ref);
  if (subjects.length > 0 || !isId(name)) return subjects.map(({ kind, id }) => ({ kind, subject: id }));
  const comment = await ctx.db.comment.findUnique({ where: { id: name.toLowerCase() }, select: { id: true } });
  return comment ? [{ kind: "comment", subject: comment.id }] : [];
}

/** How the descriptions and comments behind some hits begin, by subject, in one statement. */
export async function readTexts(ctx: ReadContext, found: readonly Found[]): Promise<Map<string, string>> {
  const { values, bind } = bindings(ctx.database.engine);
  const parts = SEARCHED_KINDS.flatMap((kind) => {
    const ids = found.filter((one) => one.kind === kind).map((one) => one.subject);
    if (ids.length === 0) return [];
    const { table, texts } = KINDS[kind];
    const text = texts.map((column) => `"${column}"`).join(" || ' ' || ");
    return `SELECT "id", substr(${text}, 1, ${READ}) AS "text" FROM "${table}" WHERE ${among(ctx.database.engine, `"id"`, bind(JSON.stringify(ids)))}`;
  });
  if (parts.length === 0) return new Map();
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(parts.join(" UNION ALL "), ...values);
  return new Map(rows.map((row) => [String(row.id), String(row.text)]));
}
