import type { ReadContext } from "#lib/core/context";
import type { KeysetCondition } from "#lib/db/keyset";
import { type ListPage, listPageBy } from "#lib/domain/lists/list-page";
import { orderOf, USUAL_ORDERS } from "#lib/domain/lists/order-of";
import { findIssuePage } from "./queries.ts";
import type { IssueFilter, IssueLine } from "./schema.ts";

const ORDERS = {
  ...USUAL_ORDERS,
  rank: ["rank", "id"],
  priority: ["priorityOrder", "createdAt", "id"],
  due: ["dueSort", "id"],
};

/** One page of the issues that meet these conditions. */
export function issuePage(
  ctx: ReadContext,
  { sort, ...asked }: Pick<IssueFilter, "sort" | "cursor" | "limit" | "total">,
  where: readonly KeysetCondition[],
): Promise<ListPage<IssueLine>> {
  const list = { name: `issues:${sort}`, table: "Issue", where, ...orderOf(ORDERS, sort) };
  return listPageBy(ctx, list, asked, (query) => findIssuePage(ctx, query));
}
