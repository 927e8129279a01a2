import type { ReadContext } from "#lib/core/context";
import { readCursor, writeCursor } from "#lib/core/cursor";
import type { KeysetCondition, KeysetQuery, KeysetValue } from "#lib/db/keyset";

/** Which rows a list has, in which order. */
interface List {
  /** Tells its cursors from those of other lists and orders. */
  name: string;
  table: string;
  where: readonly KeysetCondition[];
  order: readonly string[];
  descending: boolean;
}

interface Asked {
  cursor?: string | undefined;
  limit: number;
  total?: boolean | undefined;
}

export interface ListPage<Item> {
  items: Item[];
  nextCursor: string | null;
  total?: number;
}

/** One page of a list that `read` finds and reads by one statement; how many there are in all where that is asked for. */
export async function listPageBy<Item>(
  ctx: ReadContext,
  { name, ...list }: List,
  { cursor, limit, total }: Asked,
  read: (query: KeysetQuery) => Promise<{ items: Item[]; next: KeysetValue[] | null }>,
): Promise<ListPage<Item>> {
  const { items, next } = await read({ ...list, after: readCursor(name, cursor, list.order), limit });
  return {
    items,
    nextCursor: writeCursor(name, next),
    ...(total ? { total: await ctx.database.count(ctx.db, { table: list.table, where: list.where }) } : {}),
  };
}

/** The same, of rows that are read by the ids of the page, in any order. */
export function listPage<Item extends { id: string }>(
  ctx: ReadContext,
  list: List,
  asked: Asked,
  find: (ids: string[]) => Promise<readonly Item[]>,
): Promise<ListPage<Item>> {
  return listPageBy(ctx, list, asked, async (query) => {
    const { ids, next } = await ctx.database.keyset(ctx.db, query);
    return { items: inOrderOf(ids, await find(ids)), next };
  });
}

/** Those that have these ids, in their order. */
export function inOrderOf<Item extends { id: string }>(ids: readonly string[], items: readonly Item[]): Item[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
