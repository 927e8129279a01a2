import { lostRace } from "#lib/core/conflict";
import type { ReadContext, WriteContext } from "#lib/core/context";
import { jsonOf, type Row } from "#lib/core/row-value";
import { requireLiveProject } from "#lib/domain/projects/queries";
import { findTargetSql, takeNumbersSql, type Wanted } from "./import-target-sql.ts";
import { keyParts } from "./key-parts.ts";
import type { TakenKey } from "./schema.ts";

export interface Target {
  id: string;
  key: string;
  name: string;
  /** The highest number given out. */
  lastIssueNumber: number;
}

/** An issue that an old id names. */
export interface FoundIssue {
  id: string;
  key: string;
  title: string;
  parentId: string | null;
}

/** The project of an import, and what of the things that it names is there. */
export interface ImportTarget {
  project: Target;
  /** Imported before, by old id. */
  found: ReadonlyMap<string, FoundIssue>;
  /** What would meet an issue that is not theirs. */
  taken: TakenKey[];
  /** Ids by handle. */
  people: ReadonlyMap<string, string>;
  /** Ids by folded name. */
  labels: ReadonlyMap<string, string>;
}

/** What the issue's `source` column says of an imported one. */
export function sourceOf(source: string, id: string): string {
  return `${source}:${id}`;
}

/** Resolves what an import names, in one statement. Throws `not_found` for the project, `refused` for one in the bin. */
export async function findTarget(ctx: ReadContext, wanted: Wanted): Promise<ImportTarget> {
  const { sql, values } = findTargetSql(ctx, wanted);
  return targetOf(ctx, wanted, await ctx.db.$queryRawUnsafe<Row[]>(sql, ...values));
}

/**
 * Resolves the same and takes the numbers that the new issues need; the project is held until the transaction ends.
 * `lastIssueNumber` is the last of the numbers taken.
 */
export async function takeNumbers(ctx: WriteContext, wanted: Wanted): Promise<ImportTarget> {
  await waitForOthers(ctx, wanted.project);
  const { sql, values } = takeNumbersSql(ctx, wanted);
  return targetOf(ctx, wanted, await ctx.db.$queryRawUnsafe<Row[]>(sql, ...values));
}

/** Lets another import into the same project end before numbers are taken. */
export async function waitForOthers(ctx: WriteContext, project: string): Promise<void> {
  // PostgreSQL shows a statement what was committed before it began, so the wait comes before it.
  if (ctx.database.engine !== "postgres") return;
  const { id } = await requireLiveProject(ctx, project);
  await ctx.db.project.updateMany({ where: { id }, data: { lastIssueNumber: { increment: 0 } } });
}

type NamedIssue = Omit<FoundIssue, "key"> & { number: number; source: string | null };

async function targetOf(ctx: ReadContext, { project: ref, source, items }: Wanted, rows: Row[]): Promise<ImportTarget> {
  const [row] = rows;
  if (!row) {
    await requireLiveProject(ctx, ref);
    throw lostRace();
  }
  const { id, key, name, lastIssueNumber } = row;
  const project = { id: String(id), key: String(key), name: String(name), lastIssueNumber: Number(lastIssueNumber) };
  const numbered = new Map(listOf<NamedIssue>(row.numbered).map((issue) => [issue.number, issue]));
  const named = new Map(listOf<NamedIssue & { alias: string }>(row.named).map((issue) => [issue.alias, issue]));
  const found = new Map<string, FoundIssue>();
  const taken: TakenKey[] = [];
  for (const item of items) {
    const parts = keyParts(item.id);
    const number = item.number ?? (parts?.prefix === project.key ? parts.number : 0);
    const meets = named.get(item.id) ?? numbered.get(number);
    if (!meets) continue;
    const issue = { id: meets.id, key: `${project.key}-${meets.number}`, title: meets.title, parentId: meets.parentId };
    if (meets.source === sourceOf(source, item.id)) found.set(item.id, issue);
    else if (named.has(item.id) || item.number !== null)
      taken.push({ id: item.id, key: issue.key, title: issue.title });
  }
  return {
    project,
    found,
    taken,
    people: new Map(listOf<{ id: string; handle: string }>(row.people).map((person) => [person.handle, person.id])),
    labels: new Map(listOf<{ id: string; nameFold: string }>(row.labels).map((label) => [label.nameFold, label.id])),
  };
}

/** A list that a statement answered as JSON. */
export function listOf<T>(value: unknown): T[] {
  return jsonOf<T[] | null>(value) ?? [];
}
