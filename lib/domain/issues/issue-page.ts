import type { ReadContext } from "#lib/core/context";
import { readCursor, writeCursor } from "#lib/core/cursor";
import type { KeysetCondition } from "#lib/db/keyset";
import { issueOrder } from "./filter.ts";
import { findIssuePage } from "./queries.ts";
import type { IssueFilter, IssueLine } from "./schema.ts";

/** One page of the issues that meet these conditions, with the cursor of the next. */
export async function issuePage(
  ctx: ReadContext,
  { sort, cursor, limit }: Pick<IssueFilter, "sort" | "cursor" | "limit">,
  where: readonly KeysetCondition[],
): Promise<{ items: IssueLine[]; nextCursor: string | null }> {
  const { order, descending } = issueOrder(sort);
  const list = `issues:${sort}`;
  const after = readCursor(list, cursor, order);
  const { items, next } = await findIssuePage(ctx, { where, order, descending, after, limit });
  return { items, nextCursor: writeCursor(list, next) };
}
