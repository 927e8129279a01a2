import type { ReadContext } from "#lib/core/context";
import type { KeysetCondition } from "#lib/db/keyset";
import { isFlagged } from "#lib/domain/decisions/decision-sql";
import { withLabels } from "#lib/domain/labels/queries";
import { binnedProjectIds, requireProjectIds } from "#lib/domain/projects/queries";
import { withWords } from "#lib/domain/search/with-words";
import { requireDocumentSlot } from "./queries.ts";
import type { DocumentFilter } from "./schema.ts";

/** The order columns of each sort; the id makes every order total. */
const ORDERS: Record<string, readonly string[]> = {
  createdAt: ["createdAt", "id"],
  updatedAt: ["updatedAt", "id"],
  title: ["titleFold", "id"],
};

/** How a sort name orders: its columns and direction. */
export function documentOrder(sort: string): { order: readonly string[]; descending: boolean } {
  const descending = sort.startsWith("-");
  return { order: ORDERS[descending ? sort.slice(1) : sort] ?? ["id"], descending };
}

/** The conditions of a filter. Names are looked up; wrong ones are refused with the valid ones. */
export async function documentConditions(ctx: ReadContext, filter: DocumentFilter): Promise<KeysetCondition[]> {
  const where: KeysetCondition[] = [{ column: "shelf", is: filter.shelf }];
  const among = (column: string, values: readonly string[]) => {
    const [only] = values;
    where.push(values.length === 1 && only !== undefined ? { column, is: only } : { column, in: values });
  };
  if (filter.project) among("projectId", await requireProjectIds(ctx, filter.project));
  else {
    if (ctx.actor.projectIds) among("projectId", ctx.actor.projectIds);
    for (const id of await binnedProjectIds(ctx)) where.push({ column: "projectId", isNot: id });
  }
  if (filter.kind) among("kind", filter.kind);
  if (filter.status) among("status", filter.status);
  if (filter.label)
    where.push(await withLabels(ctx, filter.label, { table: "DocumentLabel", key: "documentId", label: "labelId" }));
  if (filter.parent === "none") where.push({ column: "parentId", isNull: true });
  else if (filter.parent)
    where.push({ column: "parentId", is: (await requireDocumentSlot(ctx, filter.parent, "parent")).id, few: true });
  if (filter.text) where.push(withWords(ctx, "document", filter.text));
  if (filter.stale) where.push(isFlagged(ctx));
  return where;
}
