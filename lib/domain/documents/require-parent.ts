import type { ReadContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { requireInUse } from "#lib/domain/subjects/in-use";
import type { StoredDocument } from "./document-row.ts";
import { DEEPEST } from "./document-sql.ts";
import { requireUsableDocument } from "./queries.ts";
import type { DocumentChip } from "./schema.ts";

export interface Parent {
  chip: DocumentChip;
  /** What lies above a document under it, itself included, the topmost first. */
  path: DocumentChip[];
}

/**
 * The document that another one of the project is to lie under; `known` where it was read already. Refuses one of another project, one that is no live
 * document, the document itself and what lies below it.
 */
export async function requireParent(
  ctx: ReadContext,
  ref: string,
  child: { id: string | null; key: string; projectId: string },
  known?: StoredDocument,
): Promise<Parent> {
  const parent = known ?? (await requireUsableDocument(ctx, ref, "parent"));
  requireInUse(parent);
  if (parent.projectId !== child.projectId)
    throw invalidField("parent", `${parent.key} is in another project; a tree is within a project.`);
  if (parent.shelf !== "live") throw invalidField("parent", `${parent.key} is archived. Restore it first.`);
  const chip = { id: parent.id, key: parent.key, title: parent.title, status: parent.status };
  const path = [...parent.path, chip];
  const loop = path.findIndex((one) => one.id === child.id);
  if (loop >= 0) {
    const way = [...path.slice(loop).map((one) => one.key), child.key].join(" → ");
    throw invalidField("parent", `Documents must not lie under themselves: ${way}.`);
  }
  if (path.length >= DEEPEST) throw invalidField("parent", `Documents lie under each other at most ${DEEPEST} deep.`);
  return { chip, path };
}
