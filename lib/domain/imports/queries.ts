import { lostRace } from "#lib/core/conflict";
import type { ReadContext, WriteContext } from "#lib/core/context";
import { jsonOf, type Row } from "#lib/core/row-value";
import { maySeeProject } from "#lib/domain/projects/policy";
import { requireLiveProject } from "#lib/domain/projects/queries";
import { findTargetSql, takeNumbersSql, type Wanted } from "./import-target-sql.ts";
import { keyParts } from "./key-parts.ts";
import type { ImportedKey, LeftOut, TakenKey } from "./schema.ts";

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
  /** Imported before and still in the project, by old id. */
  found: ReadonlyMap<string, FoundIssue>;
  /** Imported before, and since moved to another project that the actor sees; no import writes to these. */
  moved: ImportedKey[];
  /** Whose id belongs to what was moved out of the actor's sight. */
  leftOut: LeftOut[];
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
type AliasedIssue = NamedIssue & { alias: string; homeId: string; homeKey: string };

const USED_BEFORE = "Its id was used in this project before, by an issue that is no longer in it.";

async function targetOf(ctx: ReadContext, { project: ref, source, items }: Wanted, rows: Row[]): Promise<ImportTarget> {
  const [row] = rows;
  if (!row) {
    await requireLiveProject(ctx, ref);
    throw lostRace();
  }
  const { id, key, name, lastIssueNumber } = row;
  const project = { id: String(id), key: String(key), name: String(name), lastIssueNumber: Number(lastIssueNumber) };
  const numbered = new Map(listOf<NamedIssue>(row.numbered).map((issue) => [issue.number, issue]));
  const named = new Map(listOf<AliasedIssue>(row.named).map((issue) => [issue.alias, issue]));
  const found = new Map<string, FoundIssue>();
  const [moved, leftOut, taken]: [ImportedKey[], LeftOut[], TakenKey[]] = [[], [], []];
  for (const item of items) {
    const parts = keyParts(item.id);
    const number = item.number ?? (parts?.prefix === project.key ? parts.number : 0);
    const alias = named.get(item.id);
    const meets = alias ?? numbered.get(number);
    if (!meets) continue;
    const [homeId, homeKey] = alias ? [alias.homeId, alias.homeKey] : [project.id, project.key];
    if (!maySeeProject(ctx.actor, homeId)) {
      leftOut.push({ id: item.id, why: USED_BEFORE });
      continue;
    }
    const issue = { id: meets.id, key: `${homeKey}-${meets.number}`, title: meets.title, parentId: meets.parentId };
    const isSame = meets.source === sourceOf(source, item.id);
    if (isSame && homeId === project.id) found.set(item.id, issue);
    else if (isSame) moved.push({ id: item.id, key: issue.key });
    else if (alias || item.number !== null) taken.push({ id: item.id, key: issue.key, title: issue.title });
  }
  return {
    project,
    found,
    moved,
    leftOut,
    taken,
    people: new Map(listOf<{ id: string; handle: string }>(row.people).map((person) => [person.handle, person.id])),
    labels: new Map(listOf<{ id: string; nameFold: string }>(row.labels).map((label) => [label.nameFold, label.id])),
  };
}

/** A list that a statement answered as JSON. */
export function listOf<T>(value: unknown): T[] {
  return jsonOf<T[] | null>(value) ?? [];
}
