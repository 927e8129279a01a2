import { lostRace } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import { LongText } from "#lib/core/long-text";
import { columnsOf, differences, isNothing, type Values } from "#lib/domain/field-table";
import { labelChanges } from "#lib/domain/labels/next-labels";
import type { LabelSlot } from "#lib/domain/labels/queries";
import { saveReferences } from "#lib/domain/references/save-references";
import { swapJoins } from "#lib/domain/subjects/swap-joins";
import type { StoredDocument } from "./document-row.ts";
import { DOCUMENT_KEPT } from "./fields.ts";
import { insertRevisions } from "./revisions.ts";
import { documentSearchEntry } from "./search-entry.ts";

/** What a write says beyond the document itself. */
interface Saving {
  /** Stands at the revision, where one is made. */
  note?: string | undefined;
  /** Those that it may have newly. */
  labels?: readonly LabelSlot[];
}

/** Writes a document as it will be, with a revision where title or body differ, and says so; nothing where nothing differs. */
export async function saveDocument(
  ctx: WriteContext,
  before: StoredDocument,
  wanted: StoredDocument,
  { note = "", labels = [] }: Saving = {},
): Promise<StoredDocument> {
  const rewritten = before.title !== wanted.title || before.body !== wanted.body;
  const [was, is] = [valuesOf(before), valuesOf(wanted)];
  const fields = differences(DOCUMENT_KEPT, was, is);
  const sameFile = before.sourceHash === wanted.sourceHash && before.source === wanted.source;
  if (sameFile && isNothing(fields)) {
    ctx.unchanged();
    return before;
  }
  const after = {
    ...wanted,
    length: wanted.body.length,
    revision: before.revision + (rewritten ? 1 : 0),
    version: before.version + 1,
    updatedAt: ctx.now.toISOString(),
  };
  const { title, titleFold, body, ...columns } = columnsOf(DOCUMENT_KEPT, is);
  const { count } = await ctx.db.document.updateMany({
    where: { id: before.id, version: before.version },
    data: {
      ...columns,
      // A text of a megabyte is sent only where it differs.
      ...(rewritten ? { title, titleFold, body } : {}),
      sourceHash: after.sourceHash,
      lastRevision: after.revision,
      version: after.version,
      updatedAt: ctx.now,
    },
  });
  if (count === 0) throw lostRace();
  await swapJoins(ctx, "DocumentLabel", after.id, labelChanges(before.labels, after.labels, labels));
  if (rewritten) {
    const revision = { documentId: after.id, number: after.revision, title, body: new LongText(body), note };
    await insertRevisions(ctx, [revision]);
    fields.revision = [before.revision, after.revision];
    await saveReferences(ctx, { kind: "document", id: after.id }, [title, body], {
      before: [before.title, before.body],
      entry: documentSearchEntry(after),
    });
  }
  ctx.changed({ kind: "document", id: before.id, key: before.key, projectId: before.projectId, fields });
  return after;
}

/** The values of its fields. */
export function valuesOf(document: StoredDocument): Values<typeof DOCUMENT_KEPT> {
  const parent = { id: document.parentId, name: document.parent };
  return { ...document, parent, labels: document.labels.map((label) => label.name) };
}
