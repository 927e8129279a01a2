import { lostRace } from "#lib/core/conflict";
import type { FieldChanges, WriteContext } from "#lib/core/context";
import { fold } from "#lib/core/fold";
import { LongText } from "#lib/core/long-text";
import type { LabelSlot } from "#lib/domain/labels/queries";
import { saveReferences } from "#lib/domain/references/save-references";
import type { StoredDocument } from "./document-row.ts";
import { saveParts } from "./revisions.ts";
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
  const body = rewritten ? new LongText(wanted.body) : null;
  const fields = changes(before, wanted, body);
  const sameFile = before.sourceHash === wanted.sourceHash && before.source === wanted.source;
  if (sameFile && Object.values(fields).every(([was, is]) => JSON.stringify(was) === JSON.stringify(is))) {
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
  const { count } = await ctx.db.document.updateMany({
    where: { id: before.id, version: before.version },
    data: {
      ...(rewritten ? { title: after.title, titleFold: fold(after.title), body: after.body } : {}),
      kind: after.kind,
      status: after.status,
      parentId: after.parentId,
      rank: after.rank,
      source: after.source,
      sourceHash: after.sourceHash,
      properties: after.properties as object,
      lastRevision: after.revision,
      version: after.version,
      updatedAt: ctx.now,
    },
  });
  if (count === 0) throw lostRace();
  const { title, revision: number } = after;
  const revision = body && { number, title, body, note };
  await saveParts(ctx, after.id, { ...labelChanges(before, after, labels), revision });
  if (body) {
    await saveReferences(ctx, { kind: "document", id: after.id }, [title, after.body], {
      before: [before.title, before.body],
      entry: documentSearchEntry(after),
    });
  }
  ctx.changed({ kind: "document", id: before.id, key: before.key, projectId: before.projectId, fields });
  return after;
}

function changes(before: StoredDocument, after: StoredDocument, body: LongText | null): FieldChanges {
  const names = ({ labels }: StoredDocument) => labels.map((label) => label.name);
  return {
    title: [before.title, after.title],
    ...(body && before.body !== after.body ? { body: [new LongText(before.body), body] as [LongText, LongText] } : {}),
    kind: [before.kind, after.kind],
    status: [before.status, after.status],
    parent: [before.parent, after.parent],
    rank: [before.rank, after.rank],
    labels: [names(before), names(after)],
    source: [before.source, after.source],
    properties: [before.properties, after.properties],
    ...(body ? { revision: [before.revision, before.revision + 1] as [number, number] } : {}),
  };
}

function labelChanges(before: StoredDocument, after: StoredDocument, labels: readonly LabelSlot[]) {
  const added = after.labels.filter((label) => !before.labels.some((had) => had.name === label.name));
  const removed = before.labels.filter((label) => !after.labels.some((has) => has.name === label.name));
  return {
    removed: removed.map((label) => label.name),
    added: added.flatMap(({ name }) => labels.find((label) => label.name === name)?.id ?? []),
  };
}
