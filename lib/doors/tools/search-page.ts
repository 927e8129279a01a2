import type { z } from "zod";
import type { Context } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { run } from "#lib/core/operation";
import type { SearchResults } from "#lib/domain/search/schema";
import { search } from "#lib/domain/search/search";

/** Hits of a page unless more or fewer are asked for. */
const PAGE = 20;

/** Is text all that narrows it down? Then the nearest hits come first, instead of a list in an order. */
export function isPlainSearch(args: Record<string, unknown>): boolean {
  const { project: _, limit: __, cursor, ...filters } = args;
  return Object.keys(filters).length === 0 && (cursor === undefined || placeOf(cursor) !== null);
}

/** One page of a search, with a cursor for the next one as lists have it. */
export async function searchPage(
  ctx: Context,
  { cursor, limit = PAGE, ...args }: Record<string, unknown>,
): Promise<z.output<typeof SearchResults> & { nextCursor: string | null }> {
  const offset = cursor === undefined ? 0 : placeOf(cursor);
  if (offset === null) throw invalidField("cursor", "This cursor belongs to another list. Start again without it.");
  const found = await run(search, ctx, { ...args, limit, offset });
  return { ...found, nextCursor: found.more ? `hit-${offset + found.items.length}` : null };
}

/** How many hits came before; null for the cursor of a list. */
function placeOf(cursor: unknown): number | null {
  const place = /^hit-(\d{1,4})$/.exec(String(cursor))?.[1];
  return place === undefined ? null : Number(place);
}
