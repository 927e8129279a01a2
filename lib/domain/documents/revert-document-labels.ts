import type { WriteContext } from "#lib/core/context";
import { fold } from "#lib/core/fold";
import { pastLabels } from "#lib/domain/labels/past-labels";
import { removeJoins } from "#lib/domain/undo/listed-rows";
import type { Past, Unrestored } from "#lib/domain/undo/reverter";
import type { StoredDocument } from "./document-row.ts";

type Wanted = Pick<StoredDocument, "id" | "key" | "labels"> & {
  elements: { add: readonly unknown[]; remove: readonly unknown[] } | undefined;
};

/** Puts labels on documents again and takes others off; answers the labels of those it touched. */
export async function revertDocumentLabels(
  ctx: WriteContext,
  documents: readonly Wanted[],
  { past, unrestored }: { past: Past; unrestored: Unrestored[] },
): Promise<Map<string, StoredDocument["labels"]>> {
  const wanted = documents.filter(({ elements }) => elements);
  if (wanted.length === 0) return new Map();
  const names = wanted.flatMap(({ elements }) => [...(elements?.add ?? []), ...(elements?.remove ?? [])]);
  const find = await pastLabels(ctx, names, past);
  const added: { documentId: string; labelId: string }[] = [];
  const removed: { documentId: string; labelId: string }[] = [];
  const next = new Map<string, StoredDocument["labels"]>();
  for (const { id, key, labels, elements } of wanted) {
    const after = new Map(labels.map((label) => [label.name, label]));
    for (const name of elements?.remove ?? []) {
      const label = find(name);
      if (label && after.delete(label.name)) removed.push({ documentId: id, labelId: label.id });
    }
    for (const name of elements?.add ?? []) {
      const label = find(name);
      if (!label)
        unrestored.push({ id, field: "labels", why: `${key}: there is no label "${String(name)}" any more.` });
      else if (!after.has(label.name)) {
        after.set(label.name, { name: label.name, colour: label.colour });
        added.push({ documentId: id, labelId: label.id });
      }
    }
    next.set(
      id,
      [...after.values()].sort((a, b) => (fold(a.name) < fold(b.name) ? -1 : 1)),
    );
  }
  await removeJoins(ctx, "DocumentLabel", removed);
  if (added.length > 0) await ctx.db.documentLabel.createMany({ data: added });
  return next;
}
