import { lostRace } from "#lib/core/conflict";
import type { ReadContext, WriteContext } from "#lib/core/context";
import type { Row } from "#lib/core/row-value";
import { requireLiveProject } from "#lib/domain/projects/queries";
import { subjectKey } from "#lib/domain/subjects/subject-key";
import { findNounsSql, takeNounNumbersSql, type WantedNouns } from "./noun-target-sql.ts";
import { listOf, sourceOf, waitForOthers } from "./queries.ts";
import { requireDistinct } from "./require-distinct.ts";
import type { TakenKey } from "./schema.ts";

/** The project of an import of things of one kind, and what of those that it names is there. */
export interface NounTarget {
  project: { id: string; key: string; name: string };
  /** The highest number given out. */
  last: number;
  /** Imported before, by old id. */
  found: ReadonlyMap<string, { id: string; key: string }>;
  /** Those whose number another thing has. */
  taken: TakenKey[];
  /** Ids by handle. */
  people: ReadonlyMap<string, string>;
  /** Ids by folded name. */
  labels: ReadonlyMap<string, string>;
}

/** Resolves what an import names, in one statement. Throws `not_found` for the project, `refused` for one in the bin. */
export async function findNouns(ctx: ReadContext, wanted: WantedNouns): Promise<NounTarget> {
  const { sql, values } = findNounsSql(ctx, wanted);
  return targetOf(ctx, wanted, await ctx.db.$queryRawUnsafe<Row[]>(sql, ...values));
}

/**
 * Resolves the same and takes the numbers that the new ones need; the project is held until the transaction ends.
 * Outside of a transaction, where only the rights are asked, nothing is taken. Refuses one old id or number twice.
 */
export async function takeNounNumbers(ctx: ReadContext | WriteContext, wanted: WantedNouns): Promise<NounTarget> {
  requireDistinct(wanted.items);
  if (!("changed" in ctx)) return findNouns(ctx, wanted);
  await waitForOthers(ctx, wanted.project);
  const { sql, values } = takeNounNumbersSql(ctx, wanted);
  return targetOf(ctx, wanted, await ctx.db.$queryRawUnsafe<Row[]>(sql, ...values));
}

/** Each new item with its number: the one that it brings where that is free, else the last that were taken, in order. */
export function numbered<Item extends { id: string; number: number | null }>(
  fresh: readonly Item[],
  { last, taken }: NounTarget,
): { item: Item; number: number }[] {
  const without = new Set(taken.map(({ id }) => id));
  const kept = ({ id, number }: Item) => (without.has(id) ? null : number);
  let next = last - fresh.filter((item) => kept(item) === null).length + 1;
  return fresh.map((item) => ({ item, number: kept(item) ?? next++ }));
}

interface NamedRow {
  id: string;
  number: number;
  title: string;
  source: string | null;
}

async function targetOf(ctx: ReadContext, wanted: WantedNouns, rows: Row[]): Promise<NounTarget> {
  const [row] = rows;
  if (!row) {
    await requireLiveProject(ctx, wanted.project);
    throw lostRace();
  }
  const { source, items, others = [] } = wanted;
  const project = { id: String(row.id), key: String(row.key), name: String(row.name) };
  const keyOf = ({ number }: NamedRow) => subjectKey({ kind: wanted.noun, project: project.key, number });
  const bySource = new Map(listOf<NamedRow>(row.named).map((one) => [one.source, one]));
  const byNumber = new Map(listOf<NamedRow>(row.numbered).map((one) => [one.number, one]));
  const found = new Map<string, { id: string; key: string }>();
  for (const id of [...items.map((item) => item.id), ...others]) {
    const one = bySource.get(sourceOf(source, id));
    if (one) found.set(id, { id: one.id, key: keyOf(one) });
  }
  return {
    project,
    last: Number(row.last),
    found,
    taken: items.flatMap(({ id, number }) => {
      const other = found.has(id) || number === null ? undefined : byNumber.get(number);
      return other ? [{ id, key: keyOf(other), title: other.title }] : [];
    }),
    people: new Map(listOf<{ id: string; handle: string }>(row.people).map((person) => [person.handle, person.id])),
    labels: new Map(listOf<{ id: string; nameFold: string }>(row.labels).map((label) => [label.nameFold, label.id])),
  };
}
