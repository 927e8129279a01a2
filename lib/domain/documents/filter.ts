import type { ReadContext } from "#lib/core/context";
import type { KeysetCondition } from "#lib/db/keyset";
import { isFlagged } from "#lib/domain/decisions/decision-sql";
import { withLabels } from "#lib/domain/labels/queries";
import { oneOf } from "#lib/domain/lists/one-of";
import { ofProjects } from "#lib/domain/projects/of-projects";
import { withWords } from "#lib/domain/search/with-words";
import { requireDocumentSlot } from "./queries.ts";
import type { DocumentFilter } from "./schema.ts";

/** The conditions of a filter. Names are looked up; wrong ones are refused with the valid ones. */
export async function documentConditions(ctx: ReadContext, filter: DocumentFilter): Promise<KeysetCondition[]> {
  const where: KeysetCondition[] = [{ column: "shelf", is: filter.shelf }, ...(await ofProjects(ctx, filter.project))];
  if (filter.kind) where.push(oneOf("kind", filter.kind));
  if (filter.status) where.push(oneOf("status", filter.status));
  if (filter.label)
    where.push(await withLabels(ctx, filter.label, { table: "DocumentLabel", key: "documentId", label: "labelId" }));
  if (filter.parent === "none") where.push({ column: "parentId", isNull: true });
  else if (filter.parent)
    where.push({ column: "parentId", is: (await requireDocumentSlot(ctx, filter.parent, "parent")).id, few: true });
  if (filter.text) where.push(withWords(ctx, "document", filter.text));
  if (filter.stale) where.push(isFlagged(ctx));
  return where;
}
