import { requireVersion } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { replaceFragments } from "#lib/core/fragment";
import { defineOperation } from "#lib/core/operation";
import { resolveReferences } from "#lib/domain/issues/references";
import { nextLabels } from "#lib/domain/labels/next-labels";
import { publicDocument, type StoredDocument } from "./document-row.ts";
import { newRank } from "./new-rank.ts";
import { findDocumentsByRef, requireUsableDocument } from "./queries.ts";
import { requireParent } from "./require-parent.ts";
import { saveDocument } from "./save-document.ts";
import { Document, DocumentChanges } from "./schema.ts";

export const updateDocument = defineOperation({
  name: "documents.update",
  summary:
    "Change a document: its text whole or in places, kind, status, labels or place; a changed text is a new revision.",
  access: "write",
  reach: "projects",
  rest: "PATCH /documents/:document",
  input: DocumentChanges,
  output: Document,
  authorize: (ctx, { document }) => requireUsableDocument(ctx, document),
  async handle(ctx, input, before) {
    requireVersion(before.key, input.version, publicDocument(before));
    if (input.body !== undefined && input.replace) throw invalidField("replace", "Give body or replace, not both.");
    const refs = [...(input.labels ?? []), ...(input.addLabels ?? []), ...(input.removeLabels ?? [])];
    const { labels } = await resolveReferences(ctx, {
      labels: refs,
      labelsPath: input.labels ? "labels" : "addLabels",
      inTurn: input.parent !== undefined,
    });
    const placed = await inPlace(ctx, input, before);
    const after = {
      ...placed,
      title: input.title ?? before.title,
      body: input.replace ? replaceFragments(before.body, input.replace, "replace") : (input.body ?? before.body),
      kind: input.kind ?? before.kind,
      status: input.status ?? before.status,
      labels: nextLabels(input, before.labels, labels),
    };
    return publicDocument(await saveDocument(ctx, before, after, { note: input.note, labels }));
  },
});

/** The document where it will lie. */
async function inPlace(ctx: WriteContext, input: DocumentChanges, before: StoredDocument): Promise<StoredDocument> {
  const refs = [input.parent, input.before ?? input.after].filter((ref) => typeof ref === "string");
  const known = await findDocumentsByRef(ctx, refs);
  let moved = before;
  if (input.parent !== undefined) {
    const parent =
      input.parent === null ? null : await requireParent(ctx, input.parent, before, known.get(input.parent));
    moved = {
      ...before,
      parentId: parent?.chip.id ?? null,
      parent: parent?.chip.key ?? null,
      path: parent?.path ?? [],
    };
  }
  return { ...moved, rank: await newRank(ctx, moved, { ...input, from: before.parentId, known }) };
}
