import type { ReadContext } from "#lib/core/context";
import type { KeysetCondition } from "#lib/db/keyset";
import { withLabels } from "#lib/domain/labels/queries";
import { oneOf } from "#lib/domain/lists/one-of";
import { binnedProjectIds, requireProjectIds } from "#lib/domain/projects/queries";
import { withWords } from "#lib/domain/search/with-words";
import { isLeanedOn } from "./decision-sql.ts";
import type { DecisionFilter } from "./schema.ts";

/** The conditions of a filter. Names are looked up; wrong ones are refused with the valid ones. */
export async function decisionConditions(ctx: ReadContext, filter: DecisionFilter): Promise<KeysetCondition[]> {
  const where: KeysetCondition[] = [{ column: "shelf", is: filter.shelf }];
  if (filter.project) where.push(oneOf("projectId", await requireProjectIds(ctx, filter.project)));
  else if (filter.workspace) where.push({ column: "projectId", isNull: true });
  else {
    if (ctx.actor.projectIds) where.push({ column: "projectId", in: ctx.actor.projectIds, orNull: true });
    for (const id of await binnedProjectIds(ctx)) where.push({ column: "projectId", isNot: id, orNull: true });
  }
  if (filter.status) where.push(oneOf("status", [...new Set(filter.status)]));
  if (filter.kind) where.push(oneOf("kind", [...new Set(filter.kind)]));
  if (filter.text) where.push(withWords(ctx, "decision", filter.text));
  if (filter.label)
    where.push(await withLabels(ctx, filter.label, { table: "DecisionTarget", key: "decisionId", label: "target" }));
  if (filter.area) where.push({ columns: ["impactAreas"], contains: `"${filter.area}"` });
  if (filter.stale) where.push(isLeanedOn(ctx));
  return where;
}
